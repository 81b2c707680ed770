import type { CalendarServices } from '../calendar/services.js'
import { describeError } from '../error.js'
import type { AssignedUser, UserStatus } from '../ports/fleet.js'

/** Waited before a status is told again that the cloud did not take. @inferred */
const RETRY_MS = 30_000

/** What the cloud is told about one user. */
export interface StatusReports {
  /** Tells a status, and again until the cloud has taken it or another one follows. */
  tell(status: UserStatus): Promise<void>
  /** The cloud may have forgotten: tells the last status once more. */
  repeat(): Promise<void>
  /** The last status told; null before the first. */
  last(): UserStatus | null
}

export function createStatusReports(options: {
  services: Pick<CalendarServices, 'clock' | 'fleet' | 'steps'>
  user: AssignedUser
  /** Aborted when the user is no longer ours. */
  signal: AbortSignal
}): StatusReports {
  const { services, user, signal } = options
  let last: UserStatus | null = null

  const tell = async (status: UserStatus): Promise<void> => {
    last = status
    try {
      await services.fleet.reportStatus(user.userId, status)
    } catch (error) {
      if (signal.aborted) return
      services.steps.report('failed', { user: user.email, what: 'status', reason: describeError(error) })
      void again(status)
    }
  }
  const again = async (status: UserStatus): Promise<void> => {
    await services.clock.sleep(RETRY_MS, signal).catch(() => undefined) // not ours any more: looked at below
    if (!signal.aborted && last === status) await tell(status)
  }
  return {
    tell,
    repeat: async () => {
      if (last !== null) await tell(last)
    },
    last: () => last,
  }
}
