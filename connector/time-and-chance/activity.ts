/** Counts work in flight and answers waited for, so that a node on lab time can tell the lab when it has nothing left to do. */
export interface Activity {
  /** Marks one piece of work as begun; call the answer once when it is done. */
  begin(): () => void
  /** Runs `work` and counts it until it settles. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Runs `work`, which waits for an answer of another program; only that program knows whether time has to pass first. */
  awaiting<T>(work: () => Promise<T>): Promise<T>
  /** Answers that are waited for at the moment. */
  readonly waiting: number
  /**
   * Resolves once nothing has been in flight for a few turns of the event loop, and the answers that are still waited
   * for have let us wait for a while.
   */
  settled(): Promise<void>
}

/** Turns of the event loop that must pass without work: a socket's data reaches its reader within two. */
const QUIET_TURNS = 4
/** Real time in which an answer usually comes. */
const ANSWER_MS = 5

export function createActivity(): Activity {
  const work = createCounter()
  const answers = createCounter()
  const during =
    ({ begin }: Counter) =>
    async <T>(run: () => Promise<T>): Promise<T> => {
      const done = begin()
      try {
        return await run()
      } finally {
        done()
      }
    }
  return {
    begin: work.begin,
    during: during(work),
    awaiting: during(answers),
    get waiting() {
      return answers.open()
    },
    settled: async () => {
      for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
        const before = answers.ended()
        if (quiet === 0 && answers.open() > 0) await soon(answers.none(), ANSWER_MS)
        await turn()
        if (work.open() === 0 && answers.ended() === before) continue
        await work.none()
        quiet = -1
      }
    },
  }
}

interface Counter {
  readonly begin: () => () => void
  readonly open: () => number
  readonly ended: () => number
  /** Resolves when nothing is open. */
  readonly none: () => Promise<void>
}

function createCounter(): Counter {
  let open = 0
  let ended = 0
  let waiting: (() => void)[] = []

  const end = (): void => {
    open -= 1
    ended += 1
    if (open > 0) return
    for (const wake of waiting.splice(0)) wake()
  }
  return {
    begin: () => {
      open += 1
      let isOpen = true
      return () => {
        if (isOpen) end()
        isOpen = false
      }
    },
    open: () => open,
    ended: () => ended,
    none: () =>
      open === 0 ? Promise.resolve() : new Promise((resolve) => (waiting = [...waiting, resolve])),
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Resolves with `event`, or when `ms` of the machine's time are over. */
function soon(event: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void event.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
