/** Counts work in flight, so that a node on lab time can tell the lab when it has nothing left to do. */
export interface Activity {
  /** Marks one piece of work as begun; call the answer once when it is done. */
  begin(): () => void
  /** Runs `work` and counts it until it settles. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Resolves once nothing has been in flight for a few turns of the event loop. */
  settled(): Promise<void>
}

/** Turns of the event loop that must pass without work: a socket's data reaches its reader within two. */
const QUIET_TURNS = 4

export function createActivity(): Activity {
  let inFlight = 0
  let waiting: (() => void)[] = []

  const end = (): void => {
    inFlight -= 1
    if (inFlight > 0) return
    for (const wake of waiting.splice(0)) wake()
  }
  const begin = (): (() => void) => {
    inFlight += 1
    let open = true
    return () => {
      if (open) end()
      open = false
    }
  }
  const idle = (): Promise<void> =>
    inFlight === 0 ? Promise.resolve() : new Promise((resolve) => (waiting = [...waiting, resolve]))

  return {
    begin,
    during: async (work) => {
      const done = begin()
      try {
        return await work()
      } finally {
        done()
      }
    },
    settled: async () => {
      for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
        await turn()
        if (inFlight === 0) continue
        await idle()
        quiet = -1
      }
    },
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
