import { describeError } from '../../error.js'
import type { AlarmWatch } from '../../management/alarm-watch.js'
import type { Steps } from '../../node/steps.js'
import type { Affinity, Exchange, ItemChange, Mailbox, StreamMessage } from '../../ports/exchange.js'
import type { Clock } from '../../time-and-chance/clock.js'

/** A subscribed calendar on a shared connection. */
export interface StreamMember {
  readonly mailbox: Mailbox
  readonly subscriptionId: string
  onChanges(changes: readonly ItemChange[]): void
  /** Events may have been lost: look for changes. */
  onGap(): void
  /** The subscription is dead: subscribe again. */
  onLost(code: string): void
}

/** Mailboxes that share one GetStreamingEvents connection (HC-054). */
export interface StreamGroup {
  readonly affinity: Affinity
  readonly size: number
  join(member: StreamMember): void
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

/** Waited before a new connection: joins and leaves within this time share it, and a server that closes at once is not flooded. @inferred */
const GATHER_MS = 250
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

/** Answers that concern no subscription's life. @source ews.md 4.9 */
const HARMLESS_CODES: ReadonlySet<string> = new Set(['ErrorNewEventStreamConnectionOpened'])
const GAP_CODES: ReadonlySet<string> = new Set(['ErrorMissedNotificationEvents'])

/** Keeps one connection open for its members until the signal is aborted, and opens it anew when members change. */
export function createStreamGroup(options: StreamGroupOptions): StreamGroup {
  const members = new Map<string, StreamMember>()
  /** Members whose events may have been lost since their last connection. */
  const gaps = new Set<string>()
  const affinity: Affinity = { anchor: options.anchor, cookie: null }
  let membership = new AbortController()

  const change = (): void => {
    membership.abort()
    membership = new AbortController()
  }
  const run = async (): Promise<void> => {
    for (let retryMs = FIRST_RETRY_MS; !options.signal.aborted;) {
      const changed = AbortSignal.any([membership.signal, options.signal])
      if (members.size === 0) {
        await aborted(changed)
        await pause(options.clock, GATHER_MS, options.signal)
        continue
      }
      const end = await connectOnce(changed)
      if (end === 'failed') await recover(retryMs, changed)
      retryMs = end === 'failed' ? Math.min(retryMs * 2, LONGEST_RETRY_MS) : FIRST_RETRY_MS
      if (end !== 'failed') await pause(options.clock, GATHER_MS, options.signal)
    }
  }
  /** One connection from open to end. A clean end loses nothing: the server keeps events until the next one. */
  const connectOnce = async (changed: AbortSignal): Promise<'closed' | 'changed' | 'failed'> => {
    const listed = [...members.values()].sort((a, b) => (a.mailbox.address < b.mailbox.address ? -1 : 1))
    const [first] = listed
    if (first === undefined) return 'changed'
    affinity.anchor = first.mailbox.address
    const ids = listed.map(({ subscriptionId }) => subscriptionId)
    let isOpen = false
    try {
      for await (const message of options.exchange.stream(first.mailbox, ids, {
        affinity,
        signal: changed,
      })) {
        if (!isOpen) opened(ids)
        isOpen = true
        take(message)
      }
      return 'closed'
    } catch (error) {
      for (const id of ids) gaps.add(id)
      if (changed.aborted) return 'changed'
      await options.alarms.during('exchange', first.mailbox.ewsUrl, () => fail(error)).catch(() => undefined) // raised; tried again
      options.steps.report('failed', { what: 'stream', reason: describeError(error) })
      return 'failed'
    }
  }
  const opened = (ids: readonly string[]): void => {
    options.steps.report('streaming', { users: ids.length })
    for (const id of ids) if (gaps.delete(id)) members.get(id)?.onGap()
  }
  const take = (message: StreamMessage): void => {
    if (message.kind === 'notification') members.get(message.subscriptionId)?.onChanges(message.changes)
    if (message.kind !== 'failed' || HARMLESS_CODES.has(message.code)) return
    for (const id of message.subscriptionIds) {
      const member = members.get(id)
      if (GAP_CODES.has(message.code)) member?.onGap()
      else if (members.delete(id)) member?.onLost(message.code)
    }
  }
  /** Waits, then asks whether Exchange is back before a connection is tried again (HC-232). */
  const recover = async (ms: number, changed: AbortSignal): Promise<void> => {
    await pause(options.clock, ms, changed)
    const ewsUrl = [...members.values()][0]?.mailbox.ewsUrl
    if (ewsUrl === undefined || changed.aborted) return
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
      change()
    },
    leave: (subscriptionId) => {
      gaps.delete(subscriptionId)
      if (members.delete(subscriptionId)) change()
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** Sleeps, or stops sleeping early. */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  await clock.sleep(ms, signal).catch(() => undefined) // aborted: the caller looks at its signal
}

/** Passes a failure on to the alarms of its place. */
async function fail(error: unknown): Promise<never> {
  throw error
}
