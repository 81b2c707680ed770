import type { Core } from '../../core/index.js'

/** Resolves at the next change of a stream, when the lab time is over, or when the client goes away. */
export function waitForChange(
  { world, clock }: Core,
  stream: string,
  { maxMs, signal }: { readonly maxMs: number; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    const watching = world.watch(stream, done)
    const timer = clock.schedule(maxMs, done)
    signal.addEventListener('abort', done, { once: true })

    function done(): void {
      watching[Symbol.dispose]()
      timer[Symbol.dispose]()
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
