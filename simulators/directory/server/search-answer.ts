import type { LdapResponse, LdapResult } from '../ldap/response.js'
import type { OperationAnswer } from './operation.js'
import type { EntryAnswer } from './search-answers.js'
import type { Part } from './search-part.js'

/** Sends the entries of a part, then the references, up to an entry that cannot be sent. */
export class SearchAnswer implements OperationAnswer {
  readonly #part: Part
  readonly #write: EntryAnswer
  readonly #followUps: () => readonly LdapResponse[]
  #failure: LdapResult | undefined

  constructor(part: Part, write: EntryAnswer, followUps: () => readonly LdapResponse[]) {
    this.#part = part
    this.#write = write
    this.#followUps = followUps
  }

  get before(): Iterable<LdapResponse> {
    return this.#responses()
  }

  get final() {
    return { kind: 'search' as const, result: this.#failure ?? this.#part.end().result }
  }

  get controls() {
    return this.#failure === undefined ? this.#part.controls : []
  }

  *#responses(): Iterable<LdapResponse> {
    for (const entry of this.#part.entries) {
      const response = this.#write(entry)
      if ('code' in response) {
        this.#failure = response
        return
      }
      yield response
    }
    if (this.#part.end().hasReferences) yield* this.#followUps()
  }
}
