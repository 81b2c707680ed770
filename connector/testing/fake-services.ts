import type { CalendarMemory, MeetingRecord } from '../calendar/meeting-memory.js'
import type { CalendarServices, UserCalendar } from '../calendar/services.js'
import { ConnectorError } from '../error.js'
import { createConfigInForce, type ConfigInForce } from '../config/config-in-force.js'
import { createAlarmBoard, type AlarmBoard } from '../management/alarm-board.js'
import { createAlarmWatch } from '../management/alarm-watch.js'
import type { Absence, EncryptedMeeting, UserStatus } from '../ports/fleet.js'
import type { JoinDetails, Keys, SpaceRequest } from '../ports/webex.js'
import { createVirtualClock, type VirtualClock } from '../time-and-chance/virtual-clock.js'
import { NOW } from './calendar-item.js'
import type { FakeExchange } from './fake-exchange.js'
import { createFakeRequests, type FakeRequests } from './fake-requests.js'
import { recordSteps } from './tools.js'

export const ORG = '0f0f0f0f-0000-4000-8000-000000000000'
export const ALICE = { userId: 'a11ce000-0000-4000-8000-000000000000', email: 'alice@ent-pa.example' }
export const BOB_ID = 'b0b00000-0000-4000-8000-000000000000'

export const ALICES_ROOM: JoinDetails = {
  kind: 'personal-room',
  joinUrl: 'https://ent-pa.webex.com/meet/alice',
  sipAddress: 'alice@ent-pa.webex.com',
  meetingNumber: '111 222',
  dialIn: [{ label: 'Call-in toll number', number: '+1-555-0100' }],
}

/** A world around the calendar flow, in memory. `fail` makes a place fail until it is emptied. */
export interface FakeWorld {
  readonly services: CalendarServices
  readonly clock: VirtualClock
  readonly board: AlarmBoard
  readonly steps: ReturnType<typeof recordSteps>
  readonly fail: Set<'site' | 'keys' | 'cloud'>
  readonly spaces: SpaceRequest[]
  readonly published: Map<string, EncryptedMeeting>
  readonly statuses: UserStatus[]
  /** What the cloud was told of alice's absences, in order. */
  readonly absences: (Absence | null)[]
  readonly config: ConfigInForce
  readonly requests: FakeRequests
  calendar(exchange: FakeExchange): UserCalendar
}

export function createFakeWorld(): FakeWorld {
  const clock = createVirtualClock(NOW)
  const steps = recordSteps()
  const board = createAlarmBoard(clock, steps)
  const fail = new Set<'site' | 'keys' | 'cloud'>()
  const spaces: SpaceRequest[] = []
  const published = new Map<string, EncryptedMeeting>()
  const statuses: UserStatus[] = []
  const absences: (Absence | null)[] = []
  const config = createConfigInForce({ configVersion: 1, keywords: {}, pollMs: 60_000, features: {} })
  const requests = createFakeRequests()
  const failing = (place: 'site' | 'keys' | 'cloud', error: ConnectorError): void => {
    if (fail.has(place)) throw error
  }
  const services: CalendarServices = {
    orgId: ORG,
    clock,
    steps,
    alarms: createAlarmWatch(board),
    config: config.current,
    configChange: config.change,
    keys: createFakeKeys(() => failing('keys', new ConnectorError('KEY_SERVICE', { message: 'no key' }))),
    people: {
      find: async (address) => (address === 'bob@ent-pa.example' ? { id: BOB_ID, orgId: ORG } : null),
    },
    site: {
      personalRoom: async () => {
        failing(
          'site',
          new ConnectorError('SITE_FAILURE', { message: 'Corresponding User not found', reason: '030001' }),
        )
        return ALICES_ROOM
      },
    },
    fleet: {
      config: async () => config.current(),
      heartbeat: async () => ({ nextHeartbeatMs: 5_000, configVersion: 1 }),
      assignments: async () => ({ version: 0, added: [], removed: [] }),
      discoveryRequests: async () => ({ version: 0, users: [] }),
      discovered: async () => undefined,
      reportStatus: async (_userId, status) => void statuses.push(status),
      spaceDetails: async (request) => {
        spaces.push(request)
        return {
          ...ALICES_ROOM,
          kind: 'space',
          joinUrl: 'https://ent-pa.webex.com/m/1',
          sipAddress: '77@ent-pa.webex.com',
        }
      },
      publish: async (_userId, meetingId, meeting) => {
        failing('cloud', new ConnectorError('UNREACHABLE', { message: 'no cloud' }))
        published.set(meetingId, meeting)
      },
      withdraw: async (_userId, meetingId) => void published.delete(meetingId),
      requests,
      outOfOffice: async (_userId, absence) => {
        failing('cloud', new ConnectorError('UNREACHABLE', { message: 'no cloud' }))
        absences.push(absence)
      },
    },
  }
  const calendar = (exchange: FakeExchange): UserCalendar => ({
    services,
    exchange,
    user: ALICE,
    mailbox: { address: ALICE.email, ewsUrl: 'https://ex/EWS', group: '' },
    memory: createFakeMemory(),
  })
  return {
    services,
    clock,
    board,
    steps,
    fail,
    spaces,
    published,
    statuses,
    absences,
    config,
    requests,
    calendar,
  }
}

/** "Ciphertext" that a test can read: what matters here is what goes through a key at all. */
function createFakeKeys(check: () => void): Keys {
  return {
    probe: async () => check(),
    open: async (url) => ({
      url,
      encrypt: async (text) => `jwe(${text})`,
      decrypt: async (jwe) => /^jwe\((.*)\)$/s.exec(jwe)?.[1] ?? '',
    }),
    share: async (userIds, grant) => {
      check()
      const kept = grant ?? { keyUrl: 'kms://kms/keys/1', resourceUrl: 'kms://kms/resources/1', userIds }
      return { grant: kept, key: { url: kept.keyUrl, encrypt: async (text) => `jwe(${text})` } }
    },
  }
}

export function createFakeMemory(syncState: string | null = null): CalendarMemory {
  const meetings = new Map<string, MeetingRecord>()
  let state = syncState
  let newItems: readonly string[] = []
  let searchedUntil: number | null = null
  return {
    syncState: () => state,
    keepSyncState: (fresh, known) => {
      state = fresh
      newItems = [...meetings.keys()].filter((itemId) => !known.includes(itemId))
    },
    newItems: () => newItems,
    meeting: (itemId) => meetings.get(itemId) ?? null,
    searchedUntil: () => searchedUntil,
    keepSearchedUntil: (instant) => (searchedUntil = instant),
    itemIds: () => [...meetings.keys()],
    keepMeeting: (itemId, record) => {
      if (!meetings.has(itemId)) newItems = [...newItems, itemId]
      meetings.set(itemId, record)
    },
    forgetMeeting: (itemId) => void meetings.delete(itemId),
  }
}
