import { createDialer } from '../adapters/http/dial.js'
import { createHttpClient } from '../adapters/http/http-client.js'
import { createTraffic, type Traffic } from '../adapters/http/traffic.js'
import { createConfigInForce } from '../config/config-in-force.js'
import { followRequests } from '../calendar/requests/follow-requests.js'
import type { Subject } from '../config/subject.js'
import { ConnectorError, describeError, isConnectorError } from '../error.js'
import { createAlarmBoard } from '../management/alarm-board.js'
import { createAlarmWatch } from '../management/alarm-watch.js'
import type { ClusterConfig } from '../ports/fleet.js'
import { createActivity } from '../time-and-chance/activity.js'
import type { Clock } from '../time-and-chance/clock.js'
import { joinLabTime, type LabTimeOptions } from '../time-and-chance/lab-time.js'
import { createMortalClock } from '../time-and-chance/mortal-clock.js'
import { createRealClock } from '../time-and-chance/real-clock.js'
import { connectCloud, type Cloud, type CloudTools } from './connect-cloud.js'
import { createExchangeRecords } from './exchange-records.js'
import { answerDiscovery, beatHeart, followAssignments, watchDependencies, type LoopTools } from './loops.js'
import type { Steps } from './steps.js'
import { createUserSessions } from './user-sessions.js'
import { openSite } from './webex-sites.js'

export interface NodeLife {
  readonly steps: Steps
  readonly signal: AbortSignal
  /** Aborted when the node drops dead. */
  readonly death: AbortSignal
}

interface NodeTools extends CloudTools {
  readonly traffic: Traffic
}

/** Puts a node together and runs it until the signal is aborted, or lab time ends. */
export async function runNode(subject: Subject, { steps, signal, death }: NodeLife): Promise<void> {
  const activity = createActivity()
  const traffic = createTraffic()
  const dialer = createDialer({ traffic, caFile: subject.caFile })
  const lab = new AbortController()
  const time = await startClock(subject, { activity, bytes: traffic.count, signal: lab.signal })
  const clock = createMortalClock(time.clock, death)
  death.addEventListener('abort', () => {
    traffic.cut()
    lab.abort()
  })
  const http = createHttpClient({ dialer, activity, clock }, { verify: true })
  const tools: NodeTools = { dialer, activity, clock, traffic, http, steps, signal }
  steps.report('started', { node: subject.node.number, hostname: subject.node.hostname })
  try {
    await Promise.race([live(subject, tools), time.gone, end(death)])
  } finally {
    http.close()
    lab.abort()
    steps.report('stopped', { node: subject.node.number })
  }
}

/** From the first word with the cloud to the end of the last subscription. */
async function live(subject: Subject, tools: NodeTools): Promise<void> {
  const { clock, steps, signal, http } = tools
  const board = createAlarmBoard(clock, steps)
  const alarms = createAlarmWatch(board)
  const connected = await connect(subject, tools)
  if (connected === null) return
  const { cloud } = connected
  const config = createConfigInForce(connected.config)
  const records = createExchangeRecords(subject.exchange, { ...tools, alarms })
  const site = openSite(subject, http)
  const { current, change: configChange } = config
  const services = { ...cloud, clock, steps, alarms, site, config: current, configChange }
  const sessions = createUserSessions({ services, records, sharedDir: subject.cluster.sharedDir })
  const loops: LoopTools = { services, fleet: cloud.fleet, board, records, sessions, signal }
  if (subject.exchange.every(({ enabled }) => !enabled))
    board.raise(60104, 'exchange', 'no Exchange server is configured')
  steps.report('running', { node: subject.node.number })
  try {
    await Promise.all([
      beatHeart(loops, config.keep),
      answerDiscovery(loops),
      followAssignments(loops),
      watchDependencies(loops),
      followRequests({ services, locate: (address) => records.locate(address), signal }),
    ])
    await sessions.stop()
  } finally {
    cloud.mercury.close()
    records.close()
  }
}

/** Waited before the cloud is tried again while a node starts. @inferred */
const CONNECT_RETRY_MS = 5_000
/** Too many requests, and what is wrong on the server's side. */
const PASSING_STATUS = /^(429|5\d\d)$/

/** The cloud and its configuration. One that is away or out of order is tried again; a refusal is final. Null when stopped. */
async function connect(
  subject: Subject,
  tools: NodeTools,
): Promise<{ cloud: Cloud; config: ClusterConfig } | null> {
  while (!tools.signal.aborted) {
    try {
      const cloud = await connectCloud(subject, tools)
      return { cloud, config: await cloud.fleet.config() }
    } catch (error) {
      if (tools.signal.aborted) break
      if (!isPassing(error)) throw error
      tools.steps.report('failed', { what: 'cloud', reason: describeError(error) })
      await tools.clock.sleep(CONNECT_RETRY_MS, tools.signal).catch(() => undefined) // stopped: the loop sees it
    }
  }
  return null
}

/** Whether the same question may be answered later. */
function isPassing(error: unknown): boolean {
  if (isConnectorError(error, 'UNREACHABLE')) return true
  return isConnectorError(error, 'CLOUD_ERROR') && PASSING_STATUS.test(error.reason ?? '')
}

/** Rejects when the node dies. */
function end(death: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    death.addEventListener('abort', () =>
      reject(new ConnectorError('STOPPED', { message: 'The node dropped dead.' })),
    ),
  )
}

interface Time {
  readonly clock: Clock
  /** Rejects when lab time ends; never settles on a real clock. */
  readonly gone: Promise<never>
}

async function startClock({ clock }: Subject, options: Omit<LabTimeOptions, 'url'>): Promise<Time> {
  if (clock.kind === 'virtual') return joinLabTime({ ...options, url: clock.url })
  return { clock: createRealClock(), gone: new Promise(() => undefined) }
}
