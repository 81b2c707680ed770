import type { Instant } from './instant.js'

interface Timer {
  readonly due: Instant
  readonly order: number
  readonly fire: () => void
}

/** Timers of a clock that is moved by hand: fired by due time, then in the order they were set. */
export class TimerQueue {
  readonly #heap: Timer[] = []
  readonly #cancelled = new Set<Timer>()
  #order = 0

  add(due: Instant, fire: () => void): Disposable {
    const timer = { due, order: this.#order++, fire }
    this.#push(timer)
    return { [Symbol.dispose]: () => this.#cancelled.add(timer) }
  }

  /** When the next timer is due, or null when none is set. */
  next(): Instant | null {
    this.#dropCancelled()
    return this.#heap[0]?.due ?? null
  }

  /** Takes the next timer due at or before `now` off the queue. */
  take(now: Instant): Timer | undefined {
    this.#dropCancelled()
    const first = this.#heap[0]
    return first !== undefined && first.due <= now ? this.#pop() : undefined
  }

  #dropCancelled(): void {
    let first = this.#heap[0]
    while (first !== undefined && this.#cancelled.delete(first)) {
      this.#pop()
      first = this.#heap[0]
    }
    if (first === undefined) this.#cancelled.clear()
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let at = heap.push(timer) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (isBefore(heap[parent] ?? timer, timer)) break
      heap[at] = heap[parent] ?? timer
      at = parent
    }
    heap[at] = timer
  }

  #pop(): Timer | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first

    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      if (left === undefined) break
      const right = heap[2 * at + 2]
      const [child, index] =
        right !== undefined && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1]
      if (isBefore(last, child)) break
      heap[at] = child
      at = index
    }
    heap[at] = last
    return first
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.order <= b.order)
}
