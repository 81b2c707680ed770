import { describeError } from '../error.js'
import type { Clock } from '../time-and-chance/clock.js'
import type { Steps } from '../node/steps.js'
import { ALARMS, type Alarm, type AlarmId } from './alarm-catalogue.js'

/** The alarms that are up on this node. Each heartbeat carries them all: what is missing there is cleared (HC-270). */
export interface AlarmBoard {
  /** Raises an alarm of a thing, such as a server; raising it again keeps its first time. */
  raise(id: AlarmId, key: string, error: unknown): void
  clear(id: AlarmId, key: string): void
  /** Adds a user to the one alarm of its kind (HC-272). */
  raiseFor(id: AlarmId, user: string, error: unknown): void
  clearFor(id: AlarmId, user: string): void
  list(): readonly Alarm[]
}

/** Key of an alarm that lists users. */
const USERS = 'users'

export function createAlarmBoard(clock: Clock, steps: Steps): AlarmBoard {
  const up = new Map<string, Alarm>()
  const users = new Map<AlarmId, Map<string, string>>()

  const put = (id: AlarmId, key: string, description: string): void => {
    const known = up.get(`${id} ${key}`)
    up.set(`${id} ${key}`, { id, key, raisedAt: known?.raisedAt ?? clock.now(), description })
    if (known === undefined)
      steps.report('alarm-raised', { alarm: String(id), title: ALARMS[id].title, description })
  }
  const clear = (id: AlarmId, key: string): void => {
    if (up.delete(`${id} ${key}`))
      steps.report('alarm-cleared', { alarm: String(id), title: ALARMS[id].title })
  }
  const putUsers = (id: AlarmId): void => {
    const listed = [...(users.get(id) ?? [])].map(([user, reason]) => `${user} (${reason})`)
    if (listed.length === 0) clear(id, USERS)
    else put(id, USERS, `${listed.length}: ${listed.join(', ')}`)
  }

  return {
    raise: (id, key, error) => put(id, key, `${key}: ${describeError(error)}`),
    clear,
    raiseFor: (id, user, error) => {
      users.set(id, new Map(users.get(id)).set(user, describeError(error)))
      putUsers(id)
    },
    clearFor: (id, user) => {
      if (users.get(id)?.delete(user) === true) putUsers(id)
    },
    list: () => [...up.values()],
  }
}
