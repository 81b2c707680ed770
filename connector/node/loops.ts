import type { CalendarServices } from '../calendar/services.js'
import { describeError } from '../error.js'
import type { AlarmBoard } from '../management/alarm-board.js'
import type { AssignedUser, ClusterConfig, DiscoveryResult, Fleet } from '../ports/fleet.js'
import type { Clock } from '../time-and-chance/clock.js'
import { checkDependencies } from './check-dependencies.js'
import type { ExchangeRecords } from './exchange-records.js'
import type { UserSessions } from './user-sessions.js'

/** What a node does for ever besides serving users. */
export interface LoopTools {
  readonly services: CalendarServices
  readonly fleet: Fleet
  readonly board: AlarmBoard
  readonly records: ExchangeRecords
  readonly sessions: UserSessions
  readonly signal: AbortSignal
}

/** Waited after a failure of a loop, and between questions that the cloud does not hold open. @inferred */
const RETRY_MS = 5_000
const DISCOVERY_MS = 10_000

/** Repeats `work`, which says how long to wait before it is done again, until the signal is aborted. */
async function repeat(
  { services, signal }: LoopTools,
  what: string,
  work: () => Promise<number>,
): Promise<void> {
  const pause = (clock: Clock, ms: number): Promise<void> => clock.sleep(ms, signal).catch(() => undefined) // stopped: the loop sees it
  while (!signal.aborted) {
    let waitMs = RETRY_MS
    try {
      waitMs = await work()
    } catch (error) {
      if (signal.aborted) return
      services.steps.report('failed', { what, reason: describeError(error) })
    }
    await pause(services.clock, waitMs)
  }
}

/**
 * Tells the cloud that we live, how many users we serve and which alarms are up (webex.md 15.2); when the answer names a
 * newer configuration, it is fetched (HC-209).
 */
export function beatHeart(tools: LoopTools, keep: (config: ClusterConfig) => void): Promise<void> {
  const { services, fleet, board, sessions } = tools
  const started = services.clock.now()
  let configVersion = services.config().configVersion
  return repeat(tools, 'heartbeat', async () => {
    const now = services.clock.now()
    const report = {
      sentAt: now,
      uptimeMs: now - started,
      state: 'running',
      users: sessions.counts(),
      alarms: board.list(),
    } as const
    const answer = await services.alarms.during('monitor', 'cloud', () => fleet.heartbeat(report))
    if (answer.configVersion !== configVersion) {
      const config = await fleet.config()
      keep(config)
      configVersion = config.configVersion
    }
    return answer.nextHeartbeatMs
  })
}

/** How often places that failed are looked at again although nobody needs them. @inferred */
const CHECK_MS = 60_000

/** Ends alarms of places that are back. */
export function watchDependencies(tools: LoopTools): Promise<void> {
  return repeat(tools, 'dependencies', async () => {
    const user = tools.sessions.someone()
    if (user !== null) await checkDependencies(tools, user)
    return CHECK_MS
  })
}

/** Takes users on and gives them up as the cloud says. */
export function followAssignments(tools: LoopTools): Promise<void> {
  let version = 0
  return repeat(tools, 'assignments', async () => {
    const { fleet, services, sessions, signal } = tools
    const answer = await services.alarms.during('cloud', 'cloud', () => fleet.assignments(version, signal))
    version = answer.version
    sessions.apply(answer)
    return 0
  })
}

/** Waited before a person who could not be served is tried out again (HC-242). @inferred */
const REDISCOVERY_MS = 60_000
/** People tried out together: the first can be served before the last are found, and those who are served come in between. @inferred */
const DISCOVERY_BATCH = 25

/** Tries people out whom the cloud wants to place: can this cluster serve them (HC-229)? Who cannot is tried again later. */
export function answerDiscovery(tools: LoopTools): Promise<void> {
  const { fleet, records, services } = tools
  /** People still to be tried out, and when. */
  const waiting = new Map<string, { readonly user: AssignedUser; readonly due: number }>()
  let version = 0
  return repeat(tools, 'discovery', async () => {
    const requests = await services.alarms.during('cloud', 'cloud', () => fleet.discoveryRequests(version))
    version = requests.version
    for (const user of requests.users) waiting.set(user.userId, { user, due: 0 })
    const users = [...waiting.values()]
      .filter(({ due }) => due <= services.clock.now())
      .map(({ user }) => user)
    if (users.length === 0) return DISCOVERY_MS
    for (const batch of batches(users, DISCOVERY_BATCH)) {
      const results = await Promise.all(batch.map((user) => discover(records, user)))
      await fleet.discovered(results)
      const due = services.clock.now() + REDISCOVERY_MS
      for (const [index, user] of batch.entries()) {
        if (results[index]?.isOperational === true) waiting.delete(user.userId)
        else waiting.set(user.userId, { user, due })
      }
    }
    return DISCOVERY_MS
  })
}

function* batches<Item>(items: readonly Item[], size: number): Iterable<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

async function discover(records: ExchangeRecords, user: AssignedUser): Promise<DiscoveryResult> {
  const { userId, email } = user
  try {
    const { mailbox, exchange } = await records.locate(email)
    await exchange.bind(mailbox)
    return {
      userId,
      score: 100,
      isOperational: true,
      mailbox: { address: mailbox.address, ewsUrl: mailbox.ewsUrl },
    }
  } catch (error) {
    records.forget(email)
    const code =
      error instanceof Error && 'reason' in error && typeof error.reason === 'string'
        ? error.reason
        : 'notSpecified'
    return { userId, score: -1, isOperational: false, error: { code, message: describeError(error) } }
  }
}
