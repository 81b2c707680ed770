/** Entries in the order of their ids, which are given one after the other. */
export class Shelf<Entry extends { readonly id: number }> {
  /** What has been taken is a hole at the beginning, until half of it is holes. */
  #entries: (Entry | undefined)[] = []
  #firstId = 1
  #taken = 0

  get(id: number): Entry | undefined {
    return this.#entries[id - this.#firstId]
  }

  /** Puts a new entry at the end, or another one in the place of one that is there. */
  set(entry: Entry): void {
    if (this.#entries.length === 0) this.#firstId = entry.id
    this.#entries[entry.id - this.#firstId] = entry
  }

  takeOldest(): Entry | undefined {
    const oldest = this.#entries[this.#taken]
    if (oldest === undefined) return undefined
    this.#entries[this.#taken++] = undefined
    if (this.#taken > this.#entries.length / 2) this.#close()
    return oldest
  }

  clear(): void {
    this.#entries = []
    this.#taken = 0
  }

  #close(): void {
    this.#entries = this.#entries.slice(this.#taken)
    this.#firstId += this.#taken
    this.#taken = 0
  }
}
