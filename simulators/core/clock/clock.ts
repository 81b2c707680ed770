import type { Instant } from './instant.js'

/**
 * The only source of time in the lab. Durations are lab milliseconds: under a scaled clock they pass faster
 * than the wall's, under a manual clock only when somebody advances it.
 */
export interface Clock {
  readonly kind: 'real' | 'manual' | 'scaled'
  now(): Instant
  /** Calls `fire` once, `delayMs` lab milliseconds from now; disposing the timer cancels it. */
  schedule(delayMs: number, fire: () => void): Disposable
  /** Calls `fire` every `intervalMs` lab milliseconds until disposed. */
  every(intervalMs: number, fire: () => void): Disposable
  /** Resolves after `delayMs` lab milliseconds; rejects with the signal's reason when it aborts. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
}

/** The part of a clock that differs between kinds; everything else is built on it. */
export type BareClock = Pick<Clock, 'kind' | 'now' | 'schedule'>

/** Builds `every` and `sleep` once for all kinds of clock. */
export function completeClock<Bare extends BareClock>(bare: Bare): Bare & Clock {
  return Object.assign(bare, {
    every: (intervalMs: number, fire: () => void) => repeat(bare, intervalMs, fire),
    sleep: (delayMs: number, signal?: AbortSignal) => sleep(bare, delayMs, signal),
  })
}

function repeat(clock: BareClock, intervalMs: number, fire: () => void): Disposable {
  let timer = clock.schedule(intervalMs, tick)

  function tick(): void {
    timer = clock.schedule(intervalMs, tick)
    fire()
  }

  return { [Symbol.dispose]: () => timer[Symbol.dispose]() }
}

function sleep(clock: BareClock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason as Error)

    const timer = clock.schedule(delayMs, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })

    function abort(): void {
      timer[Symbol.dispose]()
      reject(signal?.reason as Error)
    }

    signal?.addEventListener('abort', abort, { once: true })
  })
}
