import { isChangeOf, type Change, type Stored, type Tombstone } from '../../../../core/index.js'
import { folderStream, items } from '../../../calendar/collections.js'
import type { Item } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { FolderPlace } from '../access/folder-reference.js'

/** What was written in a folder after a change of the world: items that are there, and what is left of others. */
export interface ChangedItems {
  readonly present: readonly Stored<Item>[]
  readonly removed: readonly Tombstone<Item>[]
  /** Every change of them, by key and oldest first; unknown where the log does not reach back that far. */
  readonly history: ReadonlyMap<string, readonly Change<Item>[]> | undefined
}

/**
 * Follows the folder's stream in the change log, so that a client that is nearly up to date costs what it gets. For one
 * that is not, and where the log has forgotten, every item of the folder is looked at: its number tells.
 */
export function changedItems(store: CalendarStore, place: FolderPlace, since: number): ChangedItems {
  const { world } = store
  const { mailbox, folder } = place
  const fewer = since === 0 ? 0 : store.itemCount(mailbox, folder.number) + FEW
  const page = world.read(folderStream(mailbox, folder.number), since, fewer + 1)
  const isShort = page.kind === 'changes' && page.changes.length <= fewer
  return isShort ? byLog(store, place, page.changes) : byNumber(store, place, since)
}

/** Following so many changes costs less than beginning to look through a folder. */
const FEW = 100

function byLog(store: CalendarStore, place: FolderPlace, changes: readonly Change[]): ChangedItems {
  const { world } = store
  const history = new Map<string, Change<Item>[]>()
  for (const change of changes) {
    if (!isChangeOf(items, change)) continue
    const known = history.get(change.key)
    if (known === undefined) history.set(change.key, [change])
    else known.push(change)
  }
  const isHere = ({ mailbox, folder }: Item) => mailbox === place.mailbox && folder === place.folder.number
  const present = [...history.keys()].flatMap((key) => world.stored(items, key) ?? [])
  const removed = [...history.keys()].flatMap((key) => world.tombstone(items, key) ?? [])
  return {
    present: present.filter(({ record }) => isHere(record)),
    removed: removed.filter(({ last }) => isHere(last)),
    history,
  }
}

function byNumber(store: CalendarStore, { mailbox, folder }: FolderPlace, since: number): ChangedItems {
  return {
    present: [...store.itemsIn(mailbox, folder.number)].filter(({ sequence }) => sequence > since),
    removed: [...store.removedFrom(mailbox, folder.number)].filter(({ sequence }) => sequence > since),
    history: undefined,
  }
}
