const SECOND_MS = 1_000
const SECONDS = 60

/** How much was used in the last minute, kept by the second. */
export class SlidingMinute {
  readonly #seconds: Float64Array
  #newest: number
  #sum: number

  constructor(seconds = new Float64Array(SECONDS), newest = 0, sum = 0) {
    this.#seconds = seconds
    this.#newest = newest
    this.#sum = sum
  }

  used(now: number): number {
    this.#moveTo(now)
    return this.#sum
  }

  add(ms: number, now: number): void {
    this.#moveTo(now)
    const at = this.#newest % SECONDS
    this.#seconds[at] = (this.#seconds[at] ?? 0) + ms
    this.#sum += ms
  }

  /** When no more than this will count, if nothing is added. */
  freeAt(limitMs: number, now: number): number {
    this.#moveTo(now)
    let left = this.#sum
    for (let second = this.#newest - SECONDS + 1; second <= this.#newest; second++) {
      if (left <= limitMs) break
      left -= this.#seconds[second % SECONDS] ?? 0
      if (left <= limitMs) return (second + SECONDS) * SECOND_MS
    }
    return now
  }

  copy(): SlidingMinute {
    return new SlidingMinute(this.#seconds.slice(), this.#newest, this.#sum)
  }

  /** Lets go of the seconds that are more than a minute past. */
  #moveTo(now: number): void {
    const second = Math.floor(now / SECOND_MS)
    if (second <= this.#newest) return
    if (second - this.#newest >= SECONDS) this.#clear()
    else for (let gone = this.#newest + 1; gone <= second; gone++) this.#letGo(gone % SECONDS)
    this.#newest = second
  }

  #letGo(at: number): void {
    this.#sum -= this.#seconds[at] ?? 0
    this.#seconds[at] = 0
  }

  #clear(): void {
    this.#seconds.fill(0)
    this.#sum = 0
  }
}
