import { isConnectorError, type ConnectorErrorCode } from '../error.js'
import type { AlarmBoard } from './alarm-board.js'
import type { AlarmId } from './alarm-catalogue.js'

/** Which alarm a failure at a place means. Success at the same place clears them. */
const PLACES = {
  exchange: { UNREACHABLE: 60100, ACCESS_DENIED: 60101, CERTIFICATE_NOT_VALIDATED: 60102 },
  autodiscover: {
    UNREACHABLE: 60110,
    ACCESS_DENIED: 60111,
    CERTIFICATE_NOT_VALIDATED: 60112,
    UNTRUSTED_REDIRECT: 60113,
  },
  directory: {
    UNREACHABLE: 60120,
    CERTIFICATE_NOT_VALIDATED: 60120,
    ACCESS_DENIED: 60121,
    UNEXPECTED_ANSWER: 60120,
  },
  monitor: { UNREACHABLE: 60150, CERTIFICATE_NOT_VALIDATED: 60150, ACCESS_DENIED: 60151, CLOUD_ERROR: 60151 },
  cloud: { UNREACHABLE: 60152, CERTIFICATE_NOT_VALIDATED: 60152, ACCESS_DENIED: 60153 },
  keys: { KEY_SERVICE: 60154 },
  site: { UNREACHABLE: 60160, CERTIFICATE_NOT_VALIDATED: 60160, UNEXPECTED_ANSWER: 60160 },
} as const satisfies Readonly<Record<string, Partial<Record<ConnectorErrorCode, AlarmId>>>>

/** XML API exceptions that are no fault of the whole site. @source webex.md 13 */
const SITE_REASONS: Readonly<Record<string, AlarmId>> = {
  '030002': 60162,
  '030001': 60161,
  '000015': 60161,
  NO_PERSONAL_ROOM: 60161,
}

export type Place = keyof typeof PLACES

/** Runs work and keeps the alarms of its place true. */
export interface AlarmWatch {
  /** `key` names the server; errors pass through. */
  during<T>(place: Place, key: string, work: () => Promise<T>): Promise<T>
  /** A question to the Webex site about one user. */
  duringSite<T>(user: string, work: () => Promise<T>): Promise<T>
  /** A failure that concerns one user's subscription (60130, 60131), or its end. */
  subscription(user: string, error: unknown): void
  /** The user is served elsewhere, or not at all: whatever ails them is no alarm of ours. */
  forget(user: string): void
}

/** Key of the alarms of the Webex site. */
const SITE = 'webex-site'
const NO_MAILBOX_REASONS: ReadonlySet<string> = new Set(['ErrorNonExistentMailbox', 'NO_MAILBOX'])

export function createAlarmWatch(board: AlarmBoard): AlarmWatch {
  const settle = (place: Place, key: string, error: unknown): void => {
    const table: Partial<Record<ConnectorErrorCode, AlarmId>> = PLACES[place]
    const raised = isConnectorError(error) ? table[error.code] : undefined
    for (const id of new Set(Object.values(table))) if (id !== raised) board.clear(id, key)
    if (raised !== undefined) board.raise(raised, key, error)
  }
  const during = async <T>(place: Place, key: string, work: () => Promise<T>): Promise<T> => {
    try {
      const result = await work()
      settle(place, key, null)
      return result
    } catch (error) {
      settle(place, key, error)
      throw error
    }
  }
  const settleSite = (user: string, error: unknown): void => {
    const raised = isConnectorError(error, 'SITE_FAILURE')
      ? (SITE_REASONS[error.reason ?? ''] ?? 60160)
      : undefined
    if (raised === 60161) board.raiseFor(60161, user, error)
    else board.clearFor(60161, user)
    if (raised === 60162) board.raise(60162, SITE, error)
    else board.clear(60162, SITE)
    if (raised === 60160) board.raise(60160, SITE, error)
  }
  return {
    during,
    duringSite: async (user, work) => {
      try {
        const result = await during('site', SITE, work)
        settleSite(user, null)
        return result
      } catch (error) {
        settleSite(user, error)
        throw error
      }
    },
    forget: (user) => {
      for (const id of [60130, 60131, 60161] as const) board.clearFor(id, user)
    },
    subscription: (user, error) => {
      const reason = isConnectorError(error) ? (error.reason ?? error.code) : null
      const id = error === null ? null : NO_MAILBOX_REASONS.has(reason ?? '') ? 60131 : 60130
      for (const each of [60130, 60131] as const) if (each !== id) board.clearFor(each, user)
      if (id !== null) board.raiseFor(id, user, error)
    },
  }
}
