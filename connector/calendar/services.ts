import type { AlarmWatch } from '../management/alarm-watch.js'
import type { Steps } from '../node/steps.js'
import type { Exchange, Mailbox } from '../ports/exchange.js'
import type { AssignedUser, ClusterConfig, Fleet } from '../ports/fleet.js'
import type { Keys, People, WebexSite } from '../ports/webex.js'
import type { Clock } from '../time-and-chance/clock.js'
import type { CalendarMemory } from './meeting-memory.js'

/** The outside world as the calendar flow sees it; the same for all users of a node. */
export interface CalendarServices {
  readonly orgId: string
  readonly clock: Clock
  readonly steps: Steps
  readonly alarms: AlarmWatch
  readonly fleet: Fleet
  readonly people: People
  readonly keys: Keys
  readonly site: WebexSite
  readonly config: () => ClusterConfig
  /** Aborted at the next change of the configuration. */
  readonly configChange: () => AbortSignal
}

/** One user's calendar while this node serves it. */
export interface UserCalendar {
  readonly services: CalendarServices
  readonly user: AssignedUser
  readonly mailbox: Mailbox
  readonly exchange: Exchange
  readonly memory: CalendarMemory
}
