import { realNow } from '../time-and-chance/clock.js'
import type { Activity } from './activity.js'

/** Real milliseconds; from the manifest. */
export interface Patience {
  /** Silence after which the subject has come to rest. */
  readonly quietMs: number
  /** Silence after which an expected effect is given up. */
  readonly patienceMs: number
}

/** No wait of a case is longer, whatever the subject does. */
const BOUND_MS = 30_000

/**
 * Waits until something has happened and the subject has come to rest, until the subject has been silent for
 * longer than it is given, or until the bound; the checks that follow tell which.
 */
export async function settle(
  activity: Activity,
  { quietMs, patienceMs }: Patience,
  done: () => Promise<boolean>,
): Promise<void> {
  const began = realNow()
  let happened = await done()
  while (!isOver(began)) {
    const silentMs = realNow() - Math.max(began, activity.lastWork())
    if (silentMs >= (happened ? quietMs : patienceMs)) return
    const workBefore = activity.lastWork()
    await activity.next()
    if (!happened && (activity.lastWork() !== workBefore || silentMs >= quietMs)) happened = await done()
  }
}

function isOver(began: number): boolean {
  return realNow() - began > BOUND_MS
}
