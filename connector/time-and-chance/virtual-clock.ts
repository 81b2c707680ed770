import type { Clock } from './clock.js'
import { asError } from './real-clock.js'

interface Timer {
  readonly due: number
  readonly fire: () => void
}

/** A clock that stands still until it is moved. */
export interface VirtualClock extends Clock {
  /** Moves time to `now` and fires every timer due by then, earliest first. Time never goes back. */
  advanceTo(now: number): void
  /** Instant of the earliest sleeping timer, or null when nobody sleeps. */
  nextTimer(): number | null
}

export function createVirtualClock(start: number): VirtualClock {
  let current = start
  const timers = new Set<Timer>()

  return {
    now: () => current,
    nextTimer: () => [...timers].reduce<number | null>((first, { due }) => Math.min(first ?? due, due), null),
    advanceTo: (now) => {
      current = Math.max(current, now)
      for (const timer of dueTimers(timers, current)) timer.fire()
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(asError(signal.reason))
        const stop = (): void => {
          timers.delete(timer)
          reject(asError(signal?.reason))
        }
        const timer: Timer = {
          due: current + Math.max(0, ms),
          fire: () => {
            timers.delete(timer)
            signal?.removeEventListener('abort', stop)
            resolve()
          },
        }
        timers.add(timer)
        signal?.addEventListener('abort', stop, { once: true })
      }),
  }
}

function dueTimers(timers: ReadonlySet<Timer>, now: number): readonly Timer[] {
  return [...timers].filter(({ due }) => due <= now).sort((a, b) => a.due - b.due)
}
