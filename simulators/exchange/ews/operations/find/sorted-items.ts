import type { Item } from '../../../calendar/item.js'
import type { Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { FolderPlace } from '../access/folder-reference.js'
import type { SortKey } from './ordering.js'

/** An item, or one occurrence of a series, with what it is put in order by. */
export interface SortedItem {
  readonly item: Item
  readonly occurrence?: Occurrence
  readonly keys: readonly SortKey[]
}

/** What is listed of a folder, and in which order; what is equal comes from one item and stays as that gives it. */
export interface SortOrder {
  /** The same for orders that list the same in the same order; undefined when not only the items decide. */
  readonly name: string | undefined
  /** The items that may be listed. Default: all in the folder. */
  among?(place: FolderPlace): Iterable<Item>
  /** What an item gives to the list. */
  keyed(item: Item): readonly SortedItem[]
  compare(left: SortedItem, right: SortedItem): number
}

/** What all of these items give, in an order. */
export function sortedBy(order: SortOrder, items: Iterable<Item>): readonly SortedItem[] {
  const sorted: SortedItem[] = []
  for (const item of items) for (const one of order.keyed(item)) sorted.push(one)
  return sorted.sort((left, right) => order.compare(left, right))
}
