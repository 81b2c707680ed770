import type { Clock } from './clock.js'

/** Wall-clock time, for a connector pointed at the real world. */
export function createRealClock(): Clock {
  return { now: () => Date.now(), sleep }
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(asError(signal.reason))
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    const stop = (): void => {
      clearTimeout(timer)
      reject(asError(signal?.reason))
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** The abort reason as an error: a signal may carry anything. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('The wait was stopped.', 'AbortError')
}
