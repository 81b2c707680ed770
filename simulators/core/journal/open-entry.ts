import type { EntryAnswer, EntryQuestion, EntryUpdate } from './entry.js'

/** Where the facts about interactions in progress go, each by the id of its entry. */
export interface EntryKeeper {
  update(id: number, update: EntryUpdate): void
  ask(id: number, question: EntryQuestion): void
  /** Says whether it is known of the answer that it holds nothing of what differs between two runs. */
  answer(id: number, answer: EntryAnswer): boolean
  becomeStream(id: number): void
  close(id: number, update: EntryUpdate | undefined, hasNormalResponse: boolean): void
}

/** An interaction in progress, as its steps see it. */
export class OpenEntry {
  readonly id: number
  readonly #keeper: EntryKeeper
  #hasNormalResponse = false

  constructor(keeper: EntryKeeper, id: number) {
    this.#keeper = keeper
    this.id = id
  }

  update(update: EntryUpdate): void {
    this.#hasNormalResponse &&= update.response === undefined
    this.#keeper.update(this.id, update)
  }

  /** The same for a request of which a codec knows what is free in it. */
  ask(question: EntryQuestion): void {
    this.#keeper.ask(this.id, question)
  }

  /** The same for an answer. */
  answer(answer: EntryAnswer): void {
    this.#hasNormalResponse = this.#keeper.answer(this.id, answer)
  }

  /** A call whose answer stays open turns out to be a stream: it settles now, and its messages are its children. */
  becomeStream(): void {
    this.#keeper.becomeStream(this.id)
  }

  /** Ends the interaction. Closing twice has no effect. */
  close(update?: EntryUpdate): void {
    this.#hasNormalResponse &&= update?.response === undefined
    this.#keeper.close(this.id, update, this.#hasNormalResponse)
  }
}
