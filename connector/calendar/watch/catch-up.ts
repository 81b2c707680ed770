import { isConnectorError } from '../../error.js'
import type { ItemChange, SyncResult } from '../../ports/exchange.js'
import { PUBLISHED_AFTER_MS } from '../publish/published-window.js'
import type { UserCalendar } from '../services.js'
import type { ItemQueue } from './item-queue.js'

/**
 * Finds what changed while nobody listened (HC-056): by SyncFolderItems from the remembered state, or, without a usable
 * one (HC-057), in a window of coming meetings. The new state is remembered only when every change has been handled.
 */
export async function catchUp(calendar: UserCalendar, queue: ItemQueue): Promise<void> {
  const { services, mailbox, memory } = calendar
  const remembered = memory.itemIds()
  const { syncState, changes } = await services.alarms.during('exchange', mailbox.ewsUrl, () =>
    findChanges(calendar),
  )
  queue.add(changes)
  const failed = await queue.drained()
  if (failed.length === 0)
    memory.keepSyncState(syncState, [...remembered, ...changes.map(({ itemId }) => itemId)])
}

async function findChanges({ services, exchange, mailbox, memory }: UserCalendar): Promise<SyncResult> {
  const { clock } = services
  const known = memory.syncState()
  if (known !== null) {
    try {
      const { syncState, changes } = await exchange.sync(mailbox, known)
      const told = new Set(changes.map(({ itemId }) => itemId))
      // what is younger than the state and gone again is passed over in silence: we have to look
      const young = memory.newItems().filter((itemId) => !told.has(itemId))
      return {
        syncState,
        changes: [...changes, ...young.map((itemId): ItemChange => ({ kind: 'changed', itemId }))],
      }
    } catch (error) {
      if (!isConnectorError(error, 'EWS_ERROR') || error.reason !== 'ErrorInvalidSyncStateData') throw error
    }
  }
  const { syncState } = await exchange.sync(mailbox, null)
  const found = await exchange.find(mailbox, { from: clock.now(), to: clock.now() + PUBLISHED_AFTER_MS })
  // what we know but do not find may be gone, which a new state does not tell
  const itemIds = new Set([...found.map(({ itemId }) => itemId), ...memory.itemIds()])
  return { syncState, changes: [...itemIds].map((itemId) => ({ kind: 'changed', itemId })) }
}
