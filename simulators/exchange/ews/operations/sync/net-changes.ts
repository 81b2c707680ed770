import type { Change } from '../../../../core/index.js'
import type { Item } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { hasFeature } from '../../../versions/index.js'
import type { FolderPlace } from '../access/folder-reference.js'
import { changedItems } from './changed-items.js'
import { changedReadFlag } from './read-flag.js'
import type { SyncState } from './sync-state.js'

/** What became of an item since a state: several writes are one change. @source ews.md 4.11 */
export type NetChange =
  | { readonly kind: 'Create' | 'Update' | 'Delete'; readonly item: Item }
  | { readonly kind: 'ReadFlagChange'; readonly item: Item; readonly isRead: boolean }

/**
 * The net changes of a folder since a state, newest items first; releases before 2010 SP2 begin with the oldest. The
 * order is that of the items' numbers, which no later write changes, so that a client that reads page by page misses
 * nothing. @source ews.md 4.11
 */
export function netChanges(
  store: CalendarStore,
  place: FolderPlace,
  { since, known, page }: SyncState,
): readonly NetChange[] {
  const isNewestFirst = hasFeature(store.product, 'newestFirstSync')
  const isToCome = (number: number) =>
    page === undefined ||
    (isNewestFirst ? number < page.passed : number > page.passed && number <= page.known)
  const { present, removed, history } = changedItems(store, place, since)

  const changes = [
    ...present.map(({ key, record }) => changeOf(record, known, history?.get(key))),
    ...removed
      .filter(({ last }) => last.number <= known)
      .map(({ last }): NetChange => ({ kind: 'Delete', item: last })),
  ].filter(({ item }) => isToCome(item.number))
  const direction = isNewestFirst ? -1 : 1
  return changes.sort((a, b) => direction * (a.item.number - b.item.number))
}

function changeOf(item: Item, known: number, history: readonly Change<Item>[] | undefined): NetChange {
  if (item.number > known) return { kind: 'Create', item }
  const isRead = changedReadFlag(item, history)
  return isRead === undefined ? { kind: 'Update', item } : { kind: 'ReadFlagChange', item, isRead }
}
