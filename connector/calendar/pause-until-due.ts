import { createHash } from 'node:crypto'
import type { UserCalendar } from './services.js'

/** A first question comes within this time of the activation, when many users are activated at once. @inferred */
const LONGEST_FIRST_MS = 60_000

/**
 * Waits until Exchange is asked again, by the configured period. The first time the users of a node are spread over a
 * while by their ids, so that taking over a whole node does not ask for all of them at once. A new configuration ends
 * the wait: a shorter period counts from now.
 */
export async function pauseUntilDue(
  { services, user }: UserCalendar,
  { isFirst, signal }: { readonly isFirst: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { pollMs } = services.config()
  const ms = isFirst ? spread(user.userId, Math.min(pollMs, LONGEST_FIRST_MS)) : pollMs
  const woken = AbortSignal.any([signal, services.configChange()])
  await services.clock.sleep(ms, woken).catch(() => undefined) // woken early: the caller looks at its signal
}

/** A share of `ms`, the same for the same user every time. */
export function spread(userId: string, ms = LONGEST_FIRST_MS): number {
  const hash = createHash('sha256').update(userId).digest().readUInt32BE(0)
  return Math.floor((hash / 2 ** 32) * ms)
}
