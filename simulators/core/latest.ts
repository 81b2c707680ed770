/** A map from which the oldest entry leaves when it is full. */
export class Latest<Key, Value> {
  readonly #entries = new Map<Key, Value>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)
  }

  set(key: Key, value: Value): void {
    const isKnown = this.#entries.delete(key)
    if (!isKnown && this.#entries.size >= this.#most) this.#forgetOldest()
    this.#entries.set(key, value)
  }

  #forgetOldest(): void {
    const oldest = this.#entries.keys().next()
    if (oldest.done === false) this.#entries.delete(oldest.value)
  }
}
