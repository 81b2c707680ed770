import { backOffOf, describeError } from '../../error.js'
import type { AlarmWatch } from '../../management/alarm-watch.js'
import type { Steps } from '../../node/steps.js'
import type { Affinity, Exchange, ItemChange, Mailbox } from '../../ports/exchange.js'
import type { Clock } from '../../time-and-chance/clock.js'
import {
  openStreamConnection,
  type StreamConnection,
  type StreamEnd,
  type StreamListener,
} from './stream-connection.js'

/** A subscribed calendar on a shared connection. */
export interface StreamMember {
  readonly mailbox: Mailbox
  readonly subscriptionId: string
  onChanges(changes: readonly ItemChange[]): void
  /** Events may have been lost: look for changes. */
  onGap(): void
  /** The subscription is dead: subscribe again. */
  onLost(code: string): void
  /** The connection could not be started (HC-060), or, with null, streams again. */
  onStream(error: unknown): void
}

/** Mailboxes that share one GetStreamingEvents connection (HC-054). */
export interface StreamGroup {
  readonly affinity: Affinity
  readonly size: number
  join(member: StreamMember): void
  /** The caller unsubscribes: Exchange then takes the subscription off the connection by itself. */
  leave(subscriptionId: string): void
}

export interface StreamGroupOptions {
  readonly exchange: Exchange
  readonly clock: Clock
  readonly alarms: AlarmWatch
  readonly steps: Steps
  readonly signal: AbortSignal
  /** The first mailbox: it anchors the group until others come. */
  readonly anchor: string
}

/** Waited before a new connection: those who join within this time share it, and a server that closes at once is not flooded. @inferred */
const GATHER_MS = 250
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

/**
 * Keeps a connection open for its members until the signal is aborted. When members join, the next connection is opened
 * while the former is still read: Exchange hands the subscriptions over, and no event falls between the two.
 */
export function createStreamGroup(options: StreamGroupOptions): StreamGroup {
  const { clock, signal } = options
  const members = new Map<string, StreamMember>()
  /** Members whose events may have been lost since their last connection. */
  const gaps = new Set<string>()
  /** Members who were told that the connection cannot be started. */
  const troubled = new Set<string>()
  const affinity: Affinity = { anchor: options.anchor, cookie: null }
  let joined = new AbortController()
  let empty = new AbortController()

  const listener: StreamListener = {
    onChanges: (id, changes) => members.get(id)?.onChanges(changes),
    onGap: (id) => members.get(id)?.onGap(),
    onLost: (id, code) => {
      const member = members.get(id)
      remove(id)
      member?.onLost(code)
    },
  }
  const remove = (id: string): boolean => {
    gaps.delete(id)
    troubled.delete(id)
    const isGone = members.delete(id)
    if (isGone && members.size === 0) empty.abort()
    return isGone
  }
  const run = async (): Promise<void> => {
    for (let retryMs = FIRST_RETRY_MS; !signal.aborted;) {
      const listed = [...members.values()].sort((a, b) => (a.mailbox.address < b.mailbox.address ? -1 : 1))
      const [first] = listed
      if (first === undefined) {
        await aborted(AbortSignal.any([joined.signal, signal]))
        await pause(clock, GATHER_MS, signal)
        continue
      }
      joined = new AbortController()
      if (empty.signal.aborted) empty = new AbortController()
      const end = await serve(first, listed)
      if (end?.kind === 'failed') {
        await recover(first.mailbox.ewsUrl, Math.max(retryMs, backOffOf(end.error)))
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
      } else {
        await pause(clock, GATHER_MS, signal)
        retryMs = FIRST_RETRY_MS
      }
    }
  }
  /** One connection, until it ends or somebody joins; null means that it goes on until the next one is there. */
  const serve = async (first: StreamMember, listed: readonly StreamMember[]): Promise<StreamEnd | null> => {
    affinity.anchor = first.mailbox.address
    const hangUp = AbortSignal.any([empty.signal, signal])
    const connection = openStreamConnection({
      exchange: options.exchange,
      mailbox: first.mailbox,
      affinity,
      ids: listed.map(({ subscriptionId }) => subscriptionId),
      listener,
      signal: hangUp,
    })
    const isOpen = await connection.opened
    if (isOpen) opened(connection)
    const change = isOpen ? aborted(joined.signal) : never()
    const end = await Promise.race([connection.ended, change.then(() => null)])
    if (hangUp.aborted) return null
    if (end === null) void connection.ended.then((late) => noteLateEnd(connection, late))
    else if (end.kind === 'failed') noteFailure(connection, { error: end.error, isOpen })
    return end
  }
  const opened = ({ ids }: StreamConnection): void => {
    options.steps.report('streaming', { users: ids.length })
    for (const id of ids) {
      if (troubled.delete(id)) members.get(id)?.onStream(null)
      if (gaps.delete(id)) members.get(id)?.onGap()
    }
  }
  const noteFailure = (
    { ids }: StreamConnection,
    { error, isOpen }: { error: unknown; isOpen: boolean },
  ): void => {
    for (const id of ids) {
      gaps.add(id)
      if (isOpen || troubled.has(id)) continue
      troubled.add(id)
      members.get(id)?.onStream(error)
    }
    options.steps.report('failed', { what: 'stream', reason: describeError(error) })
    const ewsUrl = [...members.values()][0]?.mailbox.ewsUrl ?? ''
    void options.alarms.during('exchange', ewsUrl, () => fail(error)).catch(() => undefined) // raised; tried again
  }
  /** A connection that broke after its successor was asked for: what it had not told is lost. */
  const noteLateEnd = ({ ids }: StreamConnection, end: StreamEnd): void => {
    if (end.kind === 'closed' || signal.aborted) return
    for (const id of ids) members.get(id)?.onGap()
  }
  /** Waits, then asks whether Exchange is back before a connection is tried again (HC-232). */
  const recover = async (ewsUrl: string, ms: number): Promise<void> => {
    await pause(clock, ms, signal)
    if (signal.aborted) return
    await options.alarms
      .during('exchange', ewsUrl, () => options.exchange.probe(ewsUrl))
      .catch(() => undefined) // the next try tells
  }

  void run()
  return {
    affinity,
    get size() {
      return members.size
    },
    join: (member) => {
      members.set(member.subscriptionId, member)
      joined.abort()
    },
    leave: remove,
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

function never(): Promise<void> {
  return new Promise(() => undefined)
}

/** Sleeps, or stops sleeping early. */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  await clock.sleep(ms, signal).catch(() => undefined) // aborted: the caller looks at its signal
}

/** Passes a failure on to the alarms of its place. */
async function fail(error: unknown): Promise<never> {
  throw error
}
