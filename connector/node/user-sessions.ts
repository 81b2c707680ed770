import { openCalendarMemory } from '../cluster/calendar-memory.js'
import type { CalendarServices } from '../calendar/services.js'
import type { AssignedUser, Assignments, HeartbeatReport, UserStatus } from '../ports/fleet.js'
import type { ExchangeRecords } from './exchange-records.js'
import { serveUser } from './user-session.js'

/** The users this node serves at the moment. */
export interface UserSessions {
  apply(assignments: Assignments): void
  counts(): HeartbeatReport['users']
  /** Ends all sessions and resolves when their subscriptions are ended. */
  stop(): Promise<void>
}

interface Session {
  readonly user: AssignedUser
  readonly end: AbortController
  readonly ended: Promise<void>
  state: UserStatus['state']
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
    if (sessions.has(user.userId)) return
    services.steps.report('assigned', { user: user.email })
    const end = new AbortController()
    const serve = async (): Promise<void> => {
      await ending.get(user.userId)
      const memory = openCalendarMemory(sharedDir, user.userId)
      await serveUser({
        services,
        records,
        user,
        memory,
        signal: end.signal,
        onState: (state) => (session.state = state),
      })
    }
    const session: Session = { user, end, state: 'pendingActivation', ended: Promise.resolve().then(serve) }
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
      const states = [...sessions.values()].map(({ state }) => state)
      const count = (wanted: UserStatus['state']): number => states.filter((state) => state === wanted).length
      return { assigned: states.length, activated: count('activated'), error: count('error') }
    },
    stop: async () => {
      for (const userId of [...sessions.keys()]) end(userId)
      await Promise.all(ending.values())
    },
  }
}
