import type { OpenSynchronizer } from './open-synchronizer.js'
import type { SyncAlarm } from './alarms.js'
import type { SyncEvent } from './event-log.js'
import type { SyncProgress } from './synchronizer.js'
import { formatInstant } from '../time-and-chance/instants.js'

/** What the status page shows; no secret is in it. */
export interface StatusView {
  readonly now: string
  readonly instance: string
  readonly hostname: string
  readonly domain: string
  readonly role: 'active' | 'standby'
  readonly bases: readonly string[]
  readonly filters: Readonly<Record<string, string | null>>
  readonly threshold: number | null
  readonly alarms: readonly SyncAlarm[]
  readonly progress: SyncProgress
  readonly events: readonly SyncEvent[]
}

const EVENTS_SHOWN = 100

export function statusView(open: OpenSynchronizer): StatusView {
  const { settings, synchronizer, alarms, log, tenure, clock } = open
  const { instance, directory, deletions } = settings
  const filterOf = (kind: 'users' | 'rooms'): string | null =>
    directory[kind].enabled ? directory[kind].filter : null
  return {
    now: formatInstant(clock.now()),
    instance: instance.id,
    hostname: instance.hostname,
    domain: directory.domain,
    role: tenure.isActive() ? 'active' : 'standby',
    bases: directory.baseDns.length === 0 ? ['the whole domain'] : directory.baseDns,
    filters: { Users: filterOf('users'), Rooms: filterOf('rooms') },
    threshold: deletions.threshold,
    alarms: alarms.list(),
    progress: synchronizer.progress(),
    events: log.latest(EVENTS_SHOWN),
  }
}
