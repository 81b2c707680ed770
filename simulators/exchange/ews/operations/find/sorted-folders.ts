import { isChangeOf, Latest } from '../../../../core/index.js'
import { folderStream, items } from '../../../calendar/collections.js'
import { itemKey, type Item } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { FolderPlace } from '../access/folder-reference.js'
import { sortedBy, type SortedItem, type SortOrder } from './sorted-items.js'

interface SortedFolder {
  /** How far the change log has been followed. */
  sequence: number
  sorted: readonly SortedItem[]
}

/** So many orders of folders are remembered. */
const MOST = 64

/**
 * What is in folders, in the orders in which clients asked for it: after a change only what has changed is put anew, and
 * without one the list is the same array.
 */
export class SortedFolders {
  readonly #store: CalendarStore
  readonly #known = new Latest<string, SortedFolder>(MOST)

  constructor(store: CalendarStore) {
    this.#store = store
  }

  /** What is listed of a folder, in this order. */
  sorted(place: FolderPlace, order: SortOrder): readonly SortedItem[] {
    if (order.name === undefined) return this.#sort(place, order)
    const { world } = this.#store
    const name = `${world.epoch} ${place.mailbox} ${place.folder.number} ${order.name}`
    const known = this.#known.get(name)
    if (known?.sequence === world.sequence) return known.sorted
    const sorted = (known && this.#follow(known, place, order)) ?? this.#sort(place, order)
    if (known === undefined) this.#known.set(name, { sorted, sequence: world.sequence })
    else Object.assign(known, { sorted, sequence: world.sequence })
    return sorted
  }

  #sort(place: FolderPlace, order: SortOrder): readonly SortedItem[] {
    const { mailbox, folder } = place
    return sortedBy(order, order.among?.(place) ?? recordsOf(this.#store.itemsIn(mailbox, folder.number)))
  }

  /** The list with the changes since; undefined when the log does not know them any more. */
  #follow(
    { sorted, sequence }: SortedFolder,
    { mailbox, folder }: FolderPlace,
    order: SortOrder,
  ): readonly SortedItem[] | undefined {
    const page = this.#store.world.read(folderStream(mailbox, folder.number), sequence)
    if (page.kind === 'evicted') return undefined
    const changed = new Set<number>()
    for (const change of page.changes) {
      if (!isChangeOf(items, change)) continue
      if (change.before !== undefined) changed.add(change.before.number)
      if (change.after !== undefined) changed.add(change.after.number)
    }
    if (changed.size === 0) return sorted
    const present = sorted.filter(({ item }) => !changed.has(item.number))
    for (const number of changed) {
      const item = this.#store.item(itemKey(mailbox, number))
      if (item?.folder !== folder.number) continue
      for (const one of order.keyed(item)) insert(present, one, order)
    }
    return present
  }
}

function* recordsOf(stored: Iterable<{ readonly record: Item }>): Iterable<Item> {
  for (const { record } of stored) yield record
}

/** Puts something into its place, found by halves. */
function insert(sorted: SortedItem[], one: SortedItem, order: SortOrder): void {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (order.compare(sorted[middle] as SortedItem, one) <= 0) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, one)
}
