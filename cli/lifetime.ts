import { createRealClock } from '../simulators/core/index.js'

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** How often the parent is looked for: its death sends no signal. */
const PARENT_CHECK_MS = 500

/** How long a program that has been told to end may go on. */
export interface Lifetime extends Disposable {
  /** Aborts when the program shall end. */
  readonly signal: AbortSignal
  readonly ended: Promise<void>
}

/** Ends on SIGTERM, SIGINT, SIGHUP and, unless detached, on the death of the parent. */
export function lifetime({ detach }: { readonly detach: boolean }): Lifetime {
  const ending = new AbortController()
  const ended = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()))
  const end = () => ending.abort()
  for (const signal of SIGNALS) process.once(signal, end)

  const parent = process.ppid
  const watching = createRealClock().every(PARENT_CHECK_MS, () => {
    if (!detach && process.ppid !== parent) end()
  })
  return {
    signal: ending.signal,
    ended,
    [Symbol.dispose]() {
      watching[Symbol.dispose]()
      for (const signal of SIGNALS) process.off(signal, end)
    },
  }
}
