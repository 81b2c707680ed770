import { openCalendarMemory } from '../cluster/calendar-memory.js'
import type { CalendarServices } from '../calendar/services.js'
import type { AssignedUser, Assignments, HeartbeatReport, UserStatus } from '../ports/fleet.js'
import type { ExchangeRecords } from './exchange-records.js'
import { createStatusReports, type StatusReports } from './status-reports.js'
import { serveUser } from './user-session.js'

/** The users this node serves at the moment. */
export interface UserSessions {
  apply(assignments: Assignments): void
  counts(): HeartbeatReport['users']
  /** Anybody served at the moment; null when nobody is. */
  someone(): AssignedUser | null
  /** Ends all sessions and resolves when their subscriptions are ended. */
  stop(): Promise<void>
}

interface Session {
  readonly user: AssignedUser
  readonly end: AbortController
  readonly ended: Promise<void>
  readonly statuses: StatusReports
}

export function createUserSessions(options: {
  services: CalendarServices
  records: ExchangeRecords
  sharedDir: string
}): UserSessions {
  const { services, records, sharedDir } = options
  const sessions = new Map<string, Session>()
  /** Sessions that are ending: a user that comes back waits for the end of the former one. */
  const ending = new Map<string, Promise<void>>()

  const start = (user: AssignedUser): void => {
    const current = sessions.get(user.userId)
    // assigned anew although never taken away from us: the cloud had given us up, and waits to hear of the user
    if (current !== undefined) return void current.statuses.repeat()
    services.steps.report('assigned', { user: user.email })
    const end = new AbortController()
    const statuses = createStatusReports({ services, user, signal: end.signal })
    const serve = async (): Promise<void> => {
      await ending.get(user.userId)
      const memory = openCalendarMemory(sharedDir, user.userId)
      await serveUser({
        services,
        records,
        user,
        memory,
        signal: end.signal,
        statuses,
      })
    }
    const session: Session = { user, end, statuses, ended: Promise.resolve().then(serve) }
    sessions.set(user.userId, session)
  }
  const end = (userId: string): void => {
    const session = sessions.get(userId)
    if (session === undefined) return
    services.steps.report('unassigned', { user: session.user.email })
    sessions.delete(userId)
    session.end.abort()
    ending.set(
      userId,
      session.ended.then(() => void ending.delete(userId)),
    )
  }
  return {
    apply: ({ added, removed }) => {
      removed.forEach(end)
      added.forEach(start)
    },
    counts: () => {
      const states = [...sessions.values()].map(({ statuses }) => statuses.last()?.state)
      const count = (wanted: UserStatus['state']): number => states.filter((state) => state === wanted).length
      return { assigned: states.length, activated: count('activated'), error: count('error') }
    },
    someone: () => [...sessions.values()][0]?.user ?? null,
    stop: async () => {
      for (const userId of [...sessions.keys()]) end(userId)
      await Promise.all(ending.values())
    },
  }
}
