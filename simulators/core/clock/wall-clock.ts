import { completeClock, type Clock } from './clock.js'
import { instant } from './instant.js'

/** `setTimeout` holds at most 2^31 - 1 ms; longer waits are made of several. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** A clock that runs with the machine's. */
export function createRealClock(): Clock {
  return completeClock({
    kind: 'real' as const,
    now: () => instant(Date.now()),
    schedule: wallTimer,
  })
}

/** A clock that runs `rate` times as fast as the machine's, from the real now. */
export function createScaledClock(rate: number): Clock & { readonly rate: number } {
  const start = Date.now()
  const now = () => instant(Math.floor(start + (Date.now() - start) * rate))
  return completeClock({
    kind: 'scaled' as const,
    rate,
    now,
    schedule(delayMs: number, fire: () => void) {
      const due = now() + delayMs
      return timerUntil(() => now() >= due, delayMs / rate, fire)
    },
  })
}

/** The machine's timers may be a millisecond early by its clock, which is much on a fast one. */
function timerUntil(isDue: () => boolean, delayMs: number, fire: () => void): Disposable {
  let timer = wallTimer(delayMs, ring)

  function ring(): void {
    if (isDue()) fire()
    else timer = wallTimer(1, ring)
  }

  return { [Symbol.dispose]: () => timer[Symbol.dispose]() }
}

function wallTimer(delayMs: number, fire: () => void): Disposable {
  let timer = arm(delayMs)

  function arm(leftMs: number): NodeJS.Timeout {
    return leftMs > LONGEST_TIMEOUT_MS
      ? setTimeout(() => (timer = arm(leftMs - LONGEST_TIMEOUT_MS)), LONGEST_TIMEOUT_MS)
      : setTimeout(fire, leftMs)
  }

  return { [Symbol.dispose]: () => clearTimeout(timer) }
}
