import { isNormal } from './normalised.js'
import { mayHoldSecret } from './redaction.js'

const NOT_ASCII = /[^\0-\x7f]/

/** A part of an answer that no table of the protocol lays down. What somebody asks about it is found out once. */
export class FreeText {
  readonly text: string
  #isAscii: boolean | undefined
  #mayHoldSecret: boolean | undefined
  #isNormal: boolean | undefined

  constructor(text: string) {
    this.text = text
  }

  get isAscii(): boolean {
    return (this.#isAscii ??= !NOT_ASCII.test(this.text))
  }

  get mayHoldSecret(): boolean {
    return (this.#mayHoldSecret ??= mayHoldSecret(this.text))
  }

  /** Whether it holds nothing of what differs between two runs. */
  get isNormal(): boolean {
    return (this.#isNormal ??= isNormal(this.text))
  }
}
