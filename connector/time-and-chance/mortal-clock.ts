import type { Clock } from './clock.js'

/** A clock that stands still from `death` on: whoever sleeps then is never woken. */
export function createMortalClock(clock: Clock, death: AbortSignal): Clock {
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      await clock.sleep(ms, signal).catch(async (reason: unknown) => {
        if (death.aborted) await forEver()
        throw reason
      })
      if (death.aborted) await forEver()
    },
  }
}

function forEver(): Promise<never> {
  return new Promise(() => undefined)
}
