import type { Item } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { FolderPlace } from '../access/folder-reference.js'
import type { SyncState } from './sync-state.js'

/** What became of an item since a state: several writes are one change. @source ews.md 4.11 */
export interface NetChange {
  readonly kind: 'Create' | 'Update' | 'Delete'
  readonly item: Item
}

/**
 * The net changes of a folder since a state, newest items first. The order is that of the items' numbers,
 * which no later write changes, so that a client that reads page by page misses nothing.
 */
export function netChanges(
  store: CalendarStore,
  { mailbox, folder }: FolderPlace,
  { since, known, page }: SyncState,
): readonly NetChange[] {
  const below = page?.below ?? Infinity
  const changes: NetChange[] = []
  for (const { sequence, record } of store.itemsIn(mailbox, folder.number)) {
    if (sequence <= since || record.number >= below) continue
    changes.push({ kind: record.number > known ? 'Create' : 'Update', item: record })
  }
  for (const { sequence, last } of store.removedFrom(mailbox, folder.number)) {
    if (sequence <= since || last.number > known || last.number >= below) continue
    changes.push({ kind: 'Delete', item: last })
  }
  return changes.sort((a, b) => b.item.number - a.item.number)
}
