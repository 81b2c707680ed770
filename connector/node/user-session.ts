import { handleChange } from '../calendar/handle-change.js'
import type { CalendarMemory } from '../calendar/meeting-memory.js'
import { followOutOfOffice } from '../calendar/out-of-office/follow-out-of-office.js'
import { keepWindow } from '../calendar/publish/search-window.js'
import type { CalendarServices, UserCalendar } from '../calendar/services.js'
import { catchUp } from '../calendar/watch/catch-up.js'
import { createItemQueue, type ItemQueue } from '../calendar/watch/item-queue.js'
import { backOffOf, describeError, isConnectorError } from '../error.js'
import { isBusy } from '../ports/busy.js'
import type { AssignedUser, UserStatus } from '../ports/fleet.js'
import type { ExchangeRecords, LocatedMailbox } from './exchange-records.js'
import type { StatusReports } from './status-reports.js'

/** Waited before a user that could not be activated is tried again (HC-242), and before failed items are. @inferred */
const RETRY_MS = 30_000
/** What was away for long is noticed within this time once it is back (HC-230). */
const LONGEST_RETRY_MS = 2 * 60_000
/** How often the mailbox is located anew, to notice that it moved (HC-036). @inferred */
const RELOCATE_MS = 60 * 60_000

export interface UserSessionOptions {
  readonly services: CalendarServices
  readonly records: ExchangeRecords
  readonly user: AssignedUser
  readonly memory: CalendarMemory
  /** Aborted when the user is no longer ours. */
  readonly signal: AbortSignal
  readonly statuses: StatusReports
}

/**
 * Serves one user for as long as the user is assigned: locate, bind, subscribe, catch up, then follow the stream.
 * Resolves after the subscription has been ended.
 */
export async function serveUser(options: UserSessionOptions): Promise<void> {
  const { services, user, signal } = options
  while (!signal.aborted) {
    try {
      await serveOnce(options)
    } catch (error) {
      if (signal.aborted) break
      options.records.forget(user.email)
      services.steps.report('failed', { user: user.email, what: 'activation', reason: describeError(error) })
      services.alarms.subscription(user.email, error)
      await options.statuses.tell(failedStatus(error))
      await services.clock.sleep(Math.max(RETRY_MS, backOffOf(error)), signal).catch(() => undefined) // stopped: the loop sees it
    }
  }
  services.alarms.forget(user.email)
}

/** One subscription, from its beginning to its end. */
async function serveOnce(options: UserSessionOptions): Promise<void> {
  const { services, records, user, memory, signal } = options
  const located = await records.locate(user.email)
  const { mailbox, exchange, groups } = located
  services.steps.report('located', { user: user.email, mailbox: mailbox.address })
  const calendar: UserCalendar = { services, user, mailbox, exchange, memory }
  const group = groups.groupFor(mailbox)
  await services.alarms.during('exchange', mailbox.ewsUrl, () => exchange.bind(mailbox))
  if (signal.aborted) return
  const subscriptionId = await services.alarms.during('exchange', mailbox.ewsUrl, () =>
    exchange.subscribe(mailbox, group.affinity),
  )
  services.steps.report('subscribed', { user: user.email })

  const queue = createQueue(options, calendar)
  const lost = new AbortController()
  const over = new AbortController()
  let isDead = false
  const search = (): void => void catchUp(calendar, queue).catch((error: unknown) => lost.abort(error))
  try {
    group.join({
      mailbox,
      subscriptionId,
      onChanges: (changes) => queue.add(changes),
      onGap: search,
      onLost: () => {
        isDead = true
        lost.abort()
      },
      onStream: (error) => {
        const status = error === null ? activatedStatus(services.clock.now()) : notStreamingStatus(error)
        if (error === null || isBusy(error)) services.alarms.subscription(user.email, error)
        void options.statuses.tell(status)
      },
    })
    await catchUp(calendar, queue)
    services.alarms.subscription(user.email, null)
    await options.statuses.tell(activatedStatus(services.clock.now()))
    services.steps.report('activated', { user: user.email })
    const served = AbortSignal.any([over.signal, signal])
    void followOutOfOffice(calendar, served)
    void keepWindow(calendar, queue, served)
    await untilMoved(options, located, AbortSignal.any([lost.signal, signal]))
  } finally {
    over.abort()
    group.leave(subscriptionId)
    if (!isDead) await unsubscribe(options, calendar, { subscriptionId, affinity: group.affinity })
  }
}

/** Handles changes one by one; what failed is tried again after a while, as long as the user is ours (HC-150, HC-151). */
function createQueue({ services, user, signal }: UserSessionOptions, calendar: UserCalendar): ItemQueue {
  const delays = new Map<string, number>()
  /** Items that wait for a busy Exchange: for as long as there are any, the user is on the alarm's list (HC-235). */
  const heldUp = new Set<string>()
  const queue: ItemQueue = createItemQueue({
    handle: async (change) => {
      if (signal.aborted) return
      await handleChange(calendar, change)
      delays.delete(change.itemId)
      if (heldUp.delete(change.itemId) && heldUp.size === 0) services.alarms.subscription(user.email, null)
    },
    onError: (error, change) => {
      services.steps.report('failed', { user: user.email, what: 'meeting', reason: describeError(error) })
      if (isBusy(error)) {
        heldUp.add(change.itemId)
        services.alarms.subscription(user.email, error)
      }
      const delayMs = Math.max(delays.get(change.itemId) ?? RETRY_MS, backOffOf(error))
      delays.set(change.itemId, Math.min(delayMs * 2, LONGEST_RETRY_MS))
      services.clock.sleep(delayMs, signal).then(
        () => queue.add([change]),
        () => undefined, // stopped: the next node finds the change by SyncFolderItems
      )
    },
  })
  return queue
}

/** Resolves when the mailbox has moved, the subscription is lost or the user is no longer ours. */
async function untilMoved(
  { services, records, user }: UserSessionOptions,
  located: LocatedMailbox,
  ended: AbortSignal,
): Promise<void> {
  const pause = (): Promise<void> => services.clock.sleep(RELOCATE_MS, ended).catch(() => undefined) // ended: looked at below
  for (await pause(); !ended.aborted; await pause()) {
    records.forget(user.email)
    const current = await records.locate(user.email).catch(() => located) // alarms tell; the known home still works
    if (current.mailbox.ewsUrl !== located.mailbox.ewsUrl) return
  }
}

async function unsubscribe(
  { services, user }: UserSessionOptions,
  { exchange, mailbox }: UserCalendar,
  subscription: { subscriptionId: string; affinity: Parameters<typeof exchange.unsubscribe>[2] },
): Promise<void> {
  try {
    await exchange.unsubscribe(mailbox, subscription.subscriptionId, subscription.affinity)
    services.steps.report('unsubscribed', { user: user.email })
  } catch (error) {
    // the subscription ends by itself when nobody listens; nothing else can be done about it here
    services.steps.report('failed', { user: user.email, what: 'unsubscribe', reason: describeError(error) })
  }
}

/** Exchange's own word is the message key where there is one (hybrid-calendar.md 17.2). */
function failedStatus(error: unknown): UserStatus {
  const key = isConnectorError(error, 'EWS_ERROR')
    ? (error.reason ?? 'notSpecified')
    : isConnectorError(error, 'NO_MAILBOX')
      ? 'null-user-mailbox-error'
      : 'notSpecified'
  const isPending = key === 'ErrorImpersonateUserDenied'
  return {
    state: isPending ? 'pendingActivation' : 'error',
    message: { severity: 'error', key, text: describeError(error) },
    lastSync: null,
  }
}

/** The subscription stands, but its events do not come (HC-060). */
function notStreamingStatus(error: unknown): UserStatus {
  const text = `failed to start streaming subscription connection: ${describeError(error)}`
  return { state: 'error', message: { severity: 'error', key: 'notSpecified', text }, lastSync: null }
}

function activatedStatus(now: number): UserStatus {
  return {
    state: 'activated',
    message: { severity: 'info', key: 'c_cal@activated', text: 'The user is activated.' },
    lastSync: now,
  }
}
