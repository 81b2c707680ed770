import { isChangeOf, Latest } from '../../../../core/index.js'
import { folderStream, items } from '../../../calendar/collections.js'
import type { Item } from '../../../calendar/item.js'
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
    const changes = page.changes.filter((change) => isChangeOf(items, change))
    if (changes.length === 0) return sorted
    const isHere = (item: Item) => item.mailbox === mailbox && item.folder === folder.number
    let present = sorted.slice()
    for (const { before, after } of changes) {
      if (before !== undefined && isHere(before)) present = without(present, before, order)
      if (after !== undefined && isHere(after))
        for (const one of order.keyed(after)) insert(present, one, order)
    }
    return present
  }
}

function* recordsOf(stored: Iterable<{ readonly record: Item }>): Iterable<Item> {
  for (const { record } of stored) yield record
}

/** Puts something into its place. */
function insert(sorted: SortedItem[], one: SortedItem, order: SortOrder): void {
  sorted.splice(placeAfter(sorted, one, order), 0, one)
}

/** The list without an item: most give one thing to it, which stands in its place. */
function without(sorted: SortedItem[], item: Item, order: SortOrder): SortedItem[] {
  const [one, ...more] = order.keyed(item)
  if (one === undefined) return sorted
  const place = placeAfter(sorted, one, order) - 1
  const isThere = sorted[place]?.item.number === item.number
  if (!isThere || more.length > 0) return sorted.filter((other) => other.item.number !== item.number)
  sorted.splice(place, 1)
  return sorted
}

/** Where something is to stand, behind what is equal: found by halves. */
function placeAfter(sorted: readonly SortedItem[], one: SortedItem, order: SortOrder): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (order.compare(sorted[middle] as SortedItem, one) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
