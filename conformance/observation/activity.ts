import type { AdminApi, JournalEntry } from '../drivers/admin-api.js'
import { realNow } from '../time-and-chance/clock.js'

/** How long one long poll of the journal may hang, in seconds: the finest time the harness can tell apart. */
const POLL_SECONDS = 0.2

/** Calls that a connector repeats at rest: they say nothing about work. */
const IDLE_OPERATIONS =
  /heartbeat|assignments|\/config|discovery|GetStreamingEvents|ConvertId|\/status|journal|Autodiscover|GetUserOofSettings/i

/** Follows the journal of the subject's endpoint sets and knows when the subject last did some work. */
export interface Activity extends AsyncDisposable {
  /** Epoch milliseconds of the last sign of work. */
  lastWork(): number
  /** Resolves after the next answer of the journal's long poll, news or not. */
  next(): Promise<void>
}

export function followActivity(admin: AdminApi, endpointSets: readonly string[]): Activity {
  let stopped = false
  let lastWork = realNow()
  let waiting: (() => void)[] = []
  const follow = async (via: string): Promise<void> => {
    let after = 0
    while (!stopped) {
      const page = await admin.journal(via, after, POLL_SECONDS)
      after = page.next
      if (page.entries.some(isWork)) lastWork = realNow()
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    }
  }
  const following = Promise.all(endpointSets.map(follow)).then(() => undefined)
  const ended = following.catch(() => undefined) // whoever waits for next() gets the error
  return {
    lastWork: () => lastWork,
    next: () => Promise.race([new Promise<void>((resolve) => waiting.push(resolve)), following]),
    async [Symbol.asyncDispose]() {
      stopped = true
      await ended
    },
  }
}

function isWork(entry: JournalEntry): boolean {
  return entry.kind !== 'message' && !IDLE_OPERATIONS.test(entry.operation)
}
