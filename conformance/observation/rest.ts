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
const BOUND_MS = 75_000

/**
 * Waits until the subject has come to rest with the effect there, until it has been silent for longer than it is
 * given, or until the bound; the checks that follow tell which. The effect is looked for once per rest: without work
 * of the subject nothing changes.
 */
export async function settle(
  activity: Activity,
  { quietMs, patienceMs }: Patience,
  effect: () => Promise<boolean>,
): Promise<void> {
  const began = realNow()
  let lookedAfter: number | undefined
  while (realNow() - began < BOUND_MS) {
    const lastWork = Math.max(began, activity.lastWork())
    const silentMs = realNow() - lastWork
    if (silentMs >= quietMs && lookedAfter !== lastWork) {
      if (await effect()) return
      lookedAfter = lastWork
    }
    if (silentMs >= patienceMs) return
    await activity.next()
  }
}

/** Waits for an effect that comes after a long silence, as when a lost node is noticed; looks for it all the time. */
export async function awaitEffect(
  activity: Activity,
  effect: () => Promise<boolean>,
  boundMs: number,
): Promise<void> {
  const began = realNow()
  while (!(await effect()) && realNow() - began < boundMs) await activity.next()
}
