import type { Clock } from '../../core/index.js'

interface DueWork {
  /** When something is due first; undefined while nothing is. */
  readonly due: () => number | undefined
  readonly act: () => void
}

/** One timer for whatever is due first of many things. */
export class DueTimer implements Disposable {
  readonly #clock: Clock
  readonly #work: DueWork
  #timer: { readonly at: number; readonly timer: Disposable } | undefined

  constructor(clock: Clock, work: DueWork) {
    this.#clock = clock
    this.#work = work
  }

  /** Sets the timer unless it rings early enough: ringing too early does no harm, it is only set again. */
  arm(): void {
    const at = this.#work.due()
    if (at === undefined || (this.#timer !== undefined && this.#timer.at <= at)) return
    this[Symbol.dispose]()
    const timer = this.#clock.schedule(Math.max(0, at - this.#clock.now()), () => {
      this.#timer = undefined
      this.#work.act()
      this.arm()
    })
    this.#timer = { at, timer }
  }

  [Symbol.dispose](): void {
    this.#timer?.timer[Symbol.dispose]()
    this.#timer = undefined
  }
}

/** The first of some times. */
export function earliest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times)
}
