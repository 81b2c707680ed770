import type { Clock } from '../time-and-chance/clock.js'
import { formatInstant } from '../time-and-chance/instants.js'
import type { EventLog } from './event-log.js'

export type AlarmName = 'directory' | 'cloud' | 'deletion-threshold'

export interface SyncAlarm {
  readonly name: AlarmName
  readonly since: string
  readonly text: string
}

/** What an administrator has to look at; it goes when a run shows that it is no more. */
export interface SyncAlarms {
  raise(name: AlarmName, text: string): void
  clear(...names: readonly AlarmName[]): void
  list(): readonly SyncAlarm[]
}

export function createSyncAlarms(clock: Clock, log: EventLog): SyncAlarms {
  const up = new Map<AlarmName, SyncAlarm>()
  return {
    raise: (name, text) => {
      const known = up.get(name)
      up.set(name, { name, text, since: known?.since ?? formatInstant(clock.now()) })
      if (known === undefined) log.write({ action: 'alarm-raised', because: `${name}: ${text}` })
    },
    clear: (...names) => {
      for (const name of names) {
        if (up.delete(name)) log.write({ action: 'alarm-cleared', because: name })
      }
    },
    list: () => [...up.values()],
  }
}
