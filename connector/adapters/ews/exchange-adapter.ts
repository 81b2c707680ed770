import { isConnectorError } from '../../error.js'
import type { BusyTime, Exchange, ItemChange, Mailbox, SyncResult, TimeWindow } from '../../ports/exchange.js'
import { createBackOffs } from './back-offs.js'
import { callEws } from './ews-call.js'
import { parseConvertId, renderConvertId } from './operations/convert-id.js'
import { parseCreateItem, renderCreateItem } from './operations/create-item.js'
import { parseFindItem, renderFindItem, type FoundItem } from './operations/find-item.js'
import { parseFindRequest, renderFindRequest } from './operations/find-request.js'
import { parseGetFolder, renderGetFolder } from './operations/get-folder.js'
import { parseGetItem, renderGetItem, type ItemQuery } from './operations/get-item.js'
import {
  MOST_MAILBOXES,
  parseGetUserAvailability,
  renderGetUserAvailability,
} from './operations/get-user-availability.js'
import { parseGetUserOofSettings, renderGetUserOofSettings } from './operations/get-user-oof-settings.js'
import {
  parseSubscribe,
  parseUnsubscribe,
  renderSubscribe,
  renderUnsubscribe,
} from './operations/subscribe.js'
import { parseSyncFolderItems, renderSyncFolderItems } from './operations/sync-folder-items.js'
import { parseUpdateItem, renderUpdateItem } from './operations/update-item.js'
import { streamEvents, type StreamTools } from './stream.js'
import type { XmlElement } from '../xml.js'

const GONE_CODES: ReadonlySet<string> = new Set([
  'ErrorItemNotFound',
  'ErrorCalendarOccurrenceIsDeletedFromRecurrence',
])

/** Exchange over EWS, with one service account impersonating the users. */
export function createExchange(given: Omit<StreamTools, 'backOffs'>): Exchange {
  const tools: StreamTools = { ...given, backOffs: createBackOffs(given.clock) }
  const as = <T>(mailbox: Mailbox, body: string, parse: (response: XmlElement) => T): Promise<T> =>
    callEws(tools, { ewsUrl: mailbox.ewsUrl, impersonate: mailbox.address, body, parse })

  const readItem = (mailbox: Mailbox, query: ItemQuery): ReturnType<Exchange['read']> =>
    as(mailbox, renderGetItem(query), (response) => parseGetItem(response, mailbox.address)).catch(nullIfGone)

  return {
    probe: (ewsUrl) =>
      callEws(tools, { ewsUrl, impersonate: null, body: renderConvertId(), parse: parseConvertId }),
    bind: (mailbox) => as(mailbox, renderGetFolder(), parseGetFolder),
    subscribe: (mailbox, affinity) =>
      callEws(tools, {
        ewsUrl: mailbox.ewsUrl,
        impersonate: mailbox.address,
        body: renderSubscribe(),
        parse: parseSubscribe,
        affinity,
      }),
    unsubscribe: (mailbox, subscriptionId, affinity) =>
      alreadyEnded(
        callEws(tools, {
          ewsUrl: mailbox.ewsUrl,
          impersonate: mailbox.address,
          body: renderUnsubscribe(subscriptionId),
          parse: parseUnsubscribe,
          affinity,
        }),
      ),
    stream: (mailbox, subscriptionIds, options) =>
      streamEvents(tools, mailbox, { ...options, subscriptionIds }),
    sync: (mailbox, syncState) =>
      syncAll((state) => as(mailbox, renderSyncFolderItems(state), parseSyncFolderItems), syncState),
    find: async (mailbox, window) => {
      const found = await findAll((part) => as(mailbox, renderFindItem(part), parseFindItem), window)
      const own = found.filter(({ isCopy }) => !isCopy)
      return Promise.all(
        onePerSeries(own).map(async ({ itemId, isOfSeries: isSeries }) => {
          const master = isSeries ? await readItem(mailbox, { masterOf: itemId }) : null
          return { itemId: master?.ref.id ?? itemId, isSeries }
        }),
      )
    },
    occurrences: async (mailbox, uid, window) => {
      const found = await findAll((part) => as(mailbox, renderFindItem(part), parseFindItem), window)
      return found.filter((item) => item.isOfSeries && item.uid === uid)
    },
    read: (mailbox, itemId) => readItem(mailbox, { itemId }),
    readMaster: (mailbox, occurrenceId) => readItem(mailbox, { masterOf: occurrenceId }),
    decorate: (mailbox, ref, decoration) => as(mailbox, renderUpdateItem(ref, decoration), parseUpdateItem),
    freeBusy: async (mailbox, addresses, window) => {
      const parts: (readonly (readonly BusyTime[] | null)[])[] = []
      for (let at = 0; at < addresses.length; at += MOST_MAILBOXES) {
        const part = addresses.slice(at, at + MOST_MAILBOXES)
        parts.push(await as(mailbox, renderGetUserAvailability(part, window), parseGetUserAvailability))
      }
      return parts.flat()
    },
    create: (mailbox, meeting) =>
      callEws(tools, {
        ewsUrl: mailbox.ewsUrl,
        impersonate: mailbox.address,
        body: renderCreateItem(meeting),
        parse: parseCreateItem,
        isOnce: true,
      }),
    findCreated: (mailbox, { requestId, start }) =>
      as(mailbox, renderFindRequest(start), (response) => parseFindRequest(response, requestId)),
    automaticReplies: (mailbox) =>
      as(mailbox, renderGetUserOofSettings(mailbox.address), parseGetUserOofSettings),
  }
}

/** Follows SyncFolderItems to the last page. */
async function syncAll(
  page: (state: string | null) => Promise<ReturnType<typeof parseSyncFolderItems>>,
  from: string | null,
): Promise<SyncResult> {
  const changes: ItemChange[] = []
  for (let syncState = from; ;) {
    const next = await page(syncState)
    changes.push(...next.changes)
    if (next.isLast) return { syncState: next.syncState, changes }
    syncState = next.syncState
  }
}

/** Follows a calendar view, which has no offset: the next part begins where the last item did. */
async function findAll(
  page: (window: TimeWindow) => Promise<ReturnType<typeof parseFindItem>>,
  window: TimeWindow,
): Promise<readonly FoundItem[]> {
  const found = new Map<string, FoundItem>()
  for (let from = window.from; ;) {
    const { items, isLast } = await page({ from, to: window.to })
    for (const item of items) found.set(item.itemId, item)
    const lastStart = items.at(-1)?.start ?? from
    if (isLast || lastStart <= from) return [...found.values()]
    from = lastStart
  }
}

/** Singles, and the first occurrence found of each series. */
function onePerSeries(found: readonly FoundItem[]): readonly FoundItem[] {
  const first = new Map<string, FoundItem>()
  for (const item of found) {
    const key = item.isOfSeries ? item.uid : item.itemId
    if (!first.has(key)) first.set(key, item)
  }
  return [...first.values()]
}

function nullIfGone(error: unknown): null {
  if (isConnectorError(error, 'EWS_ERROR') && GONE_CODES.has(error.reason ?? '')) return null
  throw error
}

/** A subscription ends by itself with its mailbox, or when nobody listened; nobody is there to be impersonated then. */
const ENDED: readonly (string | null)[] = [
  'ErrorNonExistentMailbox',
  'ErrorSubscriptionNotFound',
  'ErrorSubscriptionUnsubscribed',
]

async function alreadyEnded(unsubscribing: Promise<void>): Promise<void> {
  try {
    await unsubscribing
  } catch (error) {
    if (!isConnectorError(error, 'EWS_ERROR') || !ENDED.includes(error.reason)) throw error
  }
}
