import type { EwsObject } from '../../tree.js'
import { viewOf, type ItemView, type Reading } from '../properties/view.js'
import { isObject, list, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { readOperand, type Operand } from './comparable.js'
import { orderOfKeys, sortKey } from './ordering.js'
import type { SortOrder } from './sorted-items.js'

/** An `m:SortOrder`; without one, and where it leaves a choice, what entered the folder first comes first. @source ews.md 4.3 */
export function readSortOrder(
  service: Service,
  sortOrder: EwsObject | undefined,
  reading: Reading,
): SortOrder {
  const orders = list(sortOrder, 'FieldOrder').map((order) => {
    const sign = text(order, '@Order') === 'Descending' ? -1 : 1
    return { read: readKey(service, order), sign }
  })

  return {
    // times are known to the second
    name: reading.milliseconds ? undefined : nameOf(orders),
    keyed(item) {
      const view = viewOf(reading, item)
      return [{ item, keys: orders.map(({ read }) => sortKey(read(view))) }]
    },
    compare(left, right) {
      for (let at = 0; at < orders.length; at++) {
        const result = orderOfKeys(left.keys[at], right.keys[at])
        if (result !== 0) return result * (orders[at]?.sign ?? 1)
      }
      return left.item.number - right.item.number
    },
  }
}

function nameOf(orders: readonly { readonly read: Operand<ItemView>; readonly sign: number }[]) {
  if (orders.some(({ read }) => read.known === undefined)) return undefined
  return orders.map(({ read, sign }) => `${read.known} ${sign}`).join(', ')
}

/** By what the items are put in order or into groups: the path that an element holds. */
export function readKey(service: Service, holder: EwsObject): Operand<ItemView> {
  for (const name in holder) {
    const value = holder[name]
    if (name.endsWith('URI') && isObject(value)) return readOperand(service, { name, value }, 'sort')
  }
  return readOperand(service, { name: '', value: {} }, 'sort')
}
