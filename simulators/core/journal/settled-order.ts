/** The ids of entries in the order in which they settled. A cursor says how many have settled before. */
export class SettledOrder {
  #ids: number[] = []
  #start = 0
  /** So many ids at the beginning are of entries that are gone. */
  #gone = 0

  /** The cursor of the first id that is still known. */
  get start(): number {
    return this.#start
  }

  /** The cursor behind the last. */
  get end(): number {
    return this.#start + this.#ids.length
  }

  /** The id at a cursor; 0, which no entry has, where there is none. */
  at(cursor: number): number {
    return this.#ids[cursor - this.#start] ?? 0
  }

  push(id: number): void {
    this.#ids.push(id)
  }

  /** Keeps the list as short as what it lists, without moving it or looking it through for each that goes. */
  forget(isGone: (id: number) => boolean): void {
    while (this.#gone < this.#ids.length && isGone(this.#ids[this.#gone] ?? 0)) this.#gone++
    if (this.#gone <= this.#ids.length / 2) return
    this.#start += this.#gone
    this.#ids = this.#ids.slice(this.#gone)
    this.#gone = 0
  }

  clear(): void {
    this.#start = this.end
    this.#ids = []
    this.#gone = 0
  }
}
