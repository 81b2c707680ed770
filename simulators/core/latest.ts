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

  /** Gives the value that leaves: the one that the key had, or else the oldest when there is no room. */
  set(key: Key, value: Value): Value | undefined {
    const gone = this.#entries.size < this.#most || this.#entries.has(key) ? key : this.#oldest
    const left = this.#entries.get(gone)
    this.#entries.delete(gone)
    this.#entries.set(key, value)
    return left
  }

  get #oldest(): Key {
    return this.#entries.keys().next().value as Key
  }
}
