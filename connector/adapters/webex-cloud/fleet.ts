import { z } from 'zod'
import { isConnectorError } from '../../error.js'
import { ALARMS } from '../../management/alarm-catalogue.js'
import { CAPACITY, CONNECTOR_VERSIONS, PLATFORM } from '../../management/versions.js'
import type { Alarm } from '../../management/alarm-catalogue.js'
import type { Absence, Fleet, HeartbeatReport } from '../../ports/fleet.js'
import { newId } from '../../time-and-chance/chance.js'
import { formatInstant } from '../../time-and-chance/instants.js'
import { createCalendarRequests } from './calendar-requests.js'
import { clusterConfig } from './cluster-config.js'
import type { CloudClient } from './rest.js'
import { createSpaceDetails } from './space-details.js'

const user = z.looseObject({ userId: z.string(), email: z.string() })
const heartbeat = z.looseObject({ nextHeartbeatSeconds: z.number(), configVersion: z.number() })
const assignments = z.looseObject({ version: z.number(), added: z.array(user), removed: z.array(z.string()) })
const discovery = z.looseObject({ version: z.number().default(0), users: z.array(user) })

/** A heartbeat that gets no answer in this time is given up: the next must not wait for it. @inferred */
const HEARTBEAT_TIMEOUT_MS = 10_000
/** How long the server may hold a question about assignments. @source webex.md 15.4 */
const WAIT_SECONDS = 25
const SERVICE = 'squared-fusion-cal'

export interface FleetOptions {
  readonly client: CloudClient
  readonly base: string
  readonly clusterId: string
  readonly nodeId: string
}

/** The connector-facing cloud API. @source webex.md 15 */
export function createFleet({ client, base, clusterId, nodeId }: FleetOptions): Fleet {
  const cluster = `${base}/clusters/${clusterId}`
  const get = (url: string): Promise<unknown> => client.call({ method: 'GET', url })
  const post = (url: string, body: unknown): Promise<unknown> =>
    client.call({ method: 'POST', url, body, headers: { 'idempotency-key': newId() } })
  const put = (url: string, body: unknown): Promise<unknown> => client.call({ method: 'PUT', url, body })

  return {
    config: async () => clusterConfig.parse(await get(`${cluster}/config`)),
    heartbeat: async (report) => {
      const answer = heartbeat.parse(
        await client.call({
          method: 'POST',
          url: `${cluster}/nodes/${nodeId}/heartbeat`,
          body: renderHeartbeat(report),
          headers: { 'idempotency-key': newId() },
          timeoutMs: HEARTBEAT_TIMEOUT_MS,
        }),
      )
      return { nextHeartbeatMs: answer.nextHeartbeatSeconds * 1000, configVersion: answer.configVersion }
    },
    assignments: async (since, signal) => {
      const url = `${base}/nodes/${nodeId}/assignments?since=${since}&wait=${WAIT_SECONDS}`
      return assignments.parse(await client.call({ method: 'GET', url, signal, longPoll: true }))
    },
    discoveryRequests: async (since) =>
      discovery.parse(await get(`${cluster}/discovery-requests?since=${since}`)),
    discovered: async (results) => {
      const events = results.map((result) => ({ ...result, serviceType: SERVICE }))
      await post(`${cluster}/discovery-results`, { events })
    },
    reportStatus: async (userId, { state, message, lastSync }) => {
      const synced = lastSync === null ? {} : { lastSync: formatInstant(lastSync) }
      await put(`${base}/users/${userId}/status`, {
        serviceId: SERVICE,
        state,
        nodeId,
        messages: [message],
        ...synced,
      })
    },
    spaceDetails: createSpaceDetails(post, base),
    publish: async (userId, meetingId, meeting) => {
      await put(`${base}/users/${userId}/meetings/${meetingId}`, meeting)
    },
    withdraw: async (userId, meetingId) => {
      await client
        .call({ method: 'DELETE', url: `${base}/users/${userId}/meetings/${meetingId}` })
        .catch(ignoreMissing)
    },
    requests: createCalendarRequests({ client, base, nodeId }),
    outOfOffice: async (userId, absence) => {
      const url = `${base}/users/${userId}/out-of-office`
      if (absence === null) await client.call({ method: 'DELETE', url })
      else await put(url, renderAbsence(absence))
    },
  }
}

/** @source webex.md 15.2 */
function renderHeartbeat(report: HeartbeatReport): object {
  const { users, state } = report
  return {
    sentAt: formatInstant(report.sentAt),
    host: {
      uptimeSeconds: Math.floor(report.uptimeMs / 1000),
      platformVersion: PLATFORM.platformVersion,
      maintenanceMode: 'off',
    },
    connectors: [
      { type: 'c_mgmt', version: CONNECTOR_VERSIONS.c_mgmt, state: 'running', enabled: true },
      {
        type: 'c_cal',
        version: CONNECTOR_VERSIONS.c_cal,
        state,
        enabled: true,
        users,
        capacity: CAPACITY,
        dependencies: dependencies(report.alarms),
        alarms: report.alarms.map(renderAlarm),
      },
    ],
  }
}

/** What the connector depends on, and the alarms that say it is down. */
const DEPENDENCIES = {
  exchange: [60100, 60101, 60102],
  webexSite: [60160, 60162],
  kms: [60154],
  mercury: [],
} as const satisfies Readonly<Record<string, readonly Alarm['id'][]>>

function dependencies(alarms: readonly Alarm[]): object {
  const raised = new Set<Alarm['id']>(alarms.map(({ id }) => id))
  return Object.fromEntries(
    Object.entries(DEPENDENCIES).map(([name, ids]) => [
      name,
      ids.some((id) => raised.has(id)) ? 'down' : 'up',
    ]),
  )
}

function renderAlarm({ id, key, raisedAt, description }: Alarm): object {
  const { severity, title, solution } = ALARMS[id]
  return { id: String(id), severity, raisedAt: formatInstant(raisedAt), title, description, solution, key }
}

/** @source webex.md 15.5 */
function renderAbsence({ state, start, end, externalAudience }: Absence): object {
  return {
    state,
    ...(start === null ? {} : { start: formatInstant(start) }),
    ...(end === null ? {} : { end: formatInstant(end) }),
    externalAudience,
  }
}

/** What is already gone needs no withdrawal. */
function ignoreMissing(error: unknown): void {
  if (!isConnectorError(error, 'CLOUD_ERROR') || error.reason !== '404') throw error
}
