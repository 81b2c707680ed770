import type { Clock, World } from '../../../core/index.js'

/** Says when something happened in streams of the change log. */
export interface News extends Disposable {
  /** Resolves when something has happened since the last time, or after so long, or when the signal aborts. */
  next(clock: Clock, until: { readonly ms: number; readonly signal: AbortSignal }): Promise<void>
}

export function createNews(world: World, streams: Iterable<string>): News {
  let isNew = false
  let tell = (): void => undefined
  const watches = [...streams].map((stream) =>
    world.watch(stream, () => {
      isNew = true
      tell()
    }),
  )

  return {
    async next(clock, { ms, signal }) {
      if (!isNew && !signal.aborted) await wait(clock, ms, signal)
      isNew = false
    },
    [Symbol.dispose]: () => {
      for (const watch of watches) watch[Symbol.dispose]()
    },
  }

  function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = clock.schedule(ms, end)
      tell = end
      signal.addEventListener('abort', end, { once: true })

      function end(): void {
        timer[Symbol.dispose]()
        signal.removeEventListener('abort', end)
        resolve()
      }
    })
  }
}
