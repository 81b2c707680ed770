import type { Item } from '../../../calendar/item.js'
import type { SortKey } from './ordering.js'

/** An item with what it is put in order by. */
export interface SortedItem {
  readonly item: Item
  readonly keys: readonly SortKey[]
}

/** An order of items, in which no two are equal. */
export interface SortOrder {
  /** The same for orders that put the same items in the same order; undefined when not only the items decide. */
  readonly name: string | undefined
  keyed(item: Item): SortedItem
  compare(left: SortedItem, right: SortedItem): number
}

/** All of these items, in an order. */
export function sortedBy(order: SortOrder, items: Iterable<Item>): readonly SortedItem[] {
  return Array.from(items, (item) => order.keyed(item)).sort((left, right) => order.compare(left, right))
}
