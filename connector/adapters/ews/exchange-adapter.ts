import { isConnectorError } from '../../error.js'
import type { Exchange, ItemChange, Mailbox, SyncResult } from '../../ports/exchange.js'
import { callEws, type EwsTools } from './ews-call.js'
import { parseConvertId, renderConvertId } from './operations/convert-id.js'
import { parseFindItem, renderFindItem, type FoundItem } from './operations/find-item.js'
import { parseGetFolder, renderGetFolder } from './operations/get-folder.js'
import { parseGetItem, renderGetItem, type ItemQuery } from './operations/get-item.js'
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
export function createExchange(tools: EwsTools & StreamTools): Exchange {
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
      callEws(tools, {
        ewsUrl: mailbox.ewsUrl,
        impersonate: mailbox.address,
        body: renderUnsubscribe(subscriptionId),
        parse: parseUnsubscribe,
        affinity,
      }),
    stream: (mailbox, subscriptionIds, options) =>
      streamEvents(tools, mailbox, { ...options, subscriptionIds }),
    sync: (mailbox, syncState) =>
      syncAll((state) => as(mailbox, renderSyncFolderItems(state), parseSyncFolderItems), syncState),
    find: async (mailbox, window) => {
      const found = await findAll((part) => as(mailbox, renderFindItem(part), parseFindItem), window)
      return Promise.all(
        found.map(async (item) => {
          const master = item.isOfSeries ? await readItem(mailbox, { masterOf: item.itemId }) : null
          return master?.ref.id ?? item.itemId
        }),
      )
    },
    read: (mailbox, itemId) => readItem(mailbox, { itemId }),
    decorate: (mailbox, ref, decoration) => as(mailbox, renderUpdateItem(ref, decoration), parseUpdateItem),
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

/** Follows a calendar view, which has no offset: the next part begins where the last item did. One item per series. */
async function findAll(
  page: (window: { from: number; to: number }) => Promise<ReturnType<typeof parseFindItem>>,
  window: { readonly from: number; readonly to: number },
): Promise<readonly FoundItem[]> {
  const found = new Map<string, FoundItem>()
  for (let from = window.from; ;) {
    const { items, isLast } = await page({ from, to: window.to })
    for (const item of items) found.set(item.isOfSeries ? item.uid : item.itemId, found.get(item.uid) ?? item)
    const lastStart = items.at(-1)?.start ?? from
    if (isLast || lastStart <= from) return [...found.values()]
    from = lastStart
  }
}

function nullIfGone(error: unknown): null {
  if (isConnectorError(error, 'EWS_ERROR') && GONE_CODES.has(error.reason ?? '')) return null
  throw error
}
