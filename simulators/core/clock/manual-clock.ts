import { completeClock, type Clock } from './clock.js'
import { instant, type Instant } from './instant.js'
import { TimerQueue } from './timer-queue.js'
import { turn } from './turn.js'

/** A clock that stands still until it is advanced. */
export interface ManualClock extends Clock {
  readonly kind: 'manual'
  /** When the next timer is due, or null when none is set. */
  nextTimer(): Instant | null
  /** Moves to `to`, firing every timer due on the way at its own time; promises settle between two timers. */
  advanceTo(to: Instant): Promise<void>
}

/** 2026-03-02T08:00:00Z, a Monday: the fixed epoch of in-process labs. */
export const FIXED_EPOCH = instant(Date.UTC(2026, 2, 2, 8))

export function createManualClock(start: Instant = FIXED_EPOCH): ManualClock {
  const timers = new TimerQueue()
  let now = start

  return completeClock({
    kind: 'manual' as const,
    now: () => now,
    schedule: (delayMs: number, fire: () => void) => timers.add(instant(now + Math.max(0, delayMs)), fire),
    nextTimer: () => timers.next(),
    async advanceTo(to: Instant) {
      await turn()
      for (let next = timers.next(); next !== null && next <= to; next = timers.next()) {
        now = next > now ? next : now
        timers.take(now)?.fire()
        await turn()
      }
      now = to > now ? to : now
    },
  })
}
