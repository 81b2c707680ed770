import { createDialer } from '../adapters/http/dial.js'
import { createHttpClient } from '../adapters/http/http-client.js'
import { createTraffic } from '../adapters/http/traffic.js'
import type { Subject } from '../config/subject.js'
import { createAlarmBoard } from '../management/alarm-board.js'
import { createAlarmWatch } from '../management/alarm-watch.js'
import { createActivity } from '../time-and-chance/activity.js'
import type { Clock } from '../time-and-chance/clock.js'
import { joinLabTime, type LabTimeOptions } from '../time-and-chance/lab-time.js'
import { createRealClock } from '../time-and-chance/real-clock.js'
import { connectCloud } from './connect-cloud.js'
import { createExchangeRecords } from './exchange-records.js'
import { answerDiscovery, beatHeart, followAssignments, type LoopTools } from './loops.js'
import { createSteps, type Step } from './steps.js'
import { createUserSessions } from './user-sessions.js'
import { openSite } from './webex-sites.js'

export interface StartNodeOptions {
  readonly signal?: AbortSignal
  /** Hears of every step. */
  readonly log?: (step: Step) => void
}

export interface RunningNode {
  readonly hostname: string
  /** Resolves when the node has stopped; rejects when it had to give up. */
  readonly stopped: Promise<void>
  /** Ends all subscriptions and connections. */
  stop(): Promise<void>
}

/**
 * Starts one node of the connector: it registers or joins, then serves the users that the cloud assigns to it.
 *
 * @example
 * const node = await startNode(parseSubject(text), { log: ({ event }) => console.error(event) })
 * await node.stop()
 */
export async function startNode(subject: Subject, options: StartNodeOptions = {}): Promise<RunningNode> {
  const end = new AbortController()
  options.signal?.addEventListener('abort', () => end.abort(), { once: true })
  const signal = end.signal
  const steps = createSteps(options.log ?? (() => undefined))
  const activity = createActivity()
  const traffic = createTraffic()
  const time = await startClock(subject, { activity, bytes: traffic.count, signal })
  steps.report('started', { node: subject.node.number, hostname: subject.node.hostname })

  const tools = {
    dialer: createDialer({ traffic, caFile: subject.caFile }),
    activity,
    clock: time.clock,
    traffic,
    steps,
    signal,
  }
  const http = createHttpClient(tools, { verify: true })
  const board = createAlarmBoard(time.clock, steps)
  const alarms = createAlarmWatch(board)
  const cloud = await Promise.race([connectCloud(subject, { ...tools, http }), time.gone])
  let config = await cloud.fleet.config()

  const records = createExchangeRecords(subject.exchange, { ...tools, alarms })
  const site = openSite(subject, http)
  const services = {
    ...cloud,
    orgId: cloud.orgId,
    clock: time.clock,
    steps,
    alarms,
    site,
    config: () => config,
  }
  const sessions = createUserSessions({ services, records, sharedDir: subject.cluster.sharedDir })
  const loops: LoopTools = { services, fleet: cloud.fleet, board, records, sessions, signal }
  if (subject.exchange.every(({ enabled }) => !enabled))
    board.raise(60104, 'exchange', 'no Exchange server is configured')
  steps.report('running', { node: subject.node.number })

  const running = Promise.all([
    beatHeart(loops, (fresh) => (config = fresh)),
    answerDiscovery(loops),
    followAssignments(loops),
  ])
  const stopped = Promise.race([running, time.gone]).then(
    async () => {
      await Promise.race([sessions.stop(), time.gone])
      closeAll()
      steps.report('stopped', { node: subject.node.number })
    },
    (error: unknown) => {
      end.abort()
      closeAll()
      throw error
    },
  )
  const closeAll = (): void => {
    cloud.mercury.close()
    records.close()
    http.close()
  }
  return {
    hostname: subject.node.hostname,
    stopped,
    stop: () => {
      end.abort()
      return stopped
    },
  }
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
