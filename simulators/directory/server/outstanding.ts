/** The operations of one connection that have not ended: what an Abandon finds. */
export class Outstanding {
  readonly #passing = new Map<number, () => void>()
  readonly #staying = new Map<number, AbortController>()

  /** How many operations stay open. */
  get staying(): number {
    return this.#staying.size
  }

  isStaying(messageId: number): boolean {
    return this.#staying.has(messageId)
  }

  /** Notes a request that waits, or whose answer does. */
  begin(messageId: number, abandon: () => void): void {
    this.#passing.set(messageId, abandon)
  }

  end(messageId: number): void {
    this.#passing.delete(messageId)
  }

  /** Notes an operation that stays open; the signal aborts when it has to end. */
  stay(messageId: number): AbortSignal {
    const ending = new AbortController()
    this.#staying.set(messageId, ending)
    ending.signal.addEventListener('abort', () => this.leave(messageId), { once: true })
    return ending.signal
  }

  leave(messageId: number): void {
    this.#staying.delete(messageId)
  }

  abandon(messageId: number): void {
    this.#passing.get(messageId)?.()
    this.#staying.get(messageId)?.abort()
  }

  abandonStaying(): void {
    for (const ending of [...this.#staying.values()]) ending.abort()
  }

  abandonAll(): void {
    for (const abandon of [...this.#passing.values()]) abandon()
    this.abandonStaying()
  }
}
