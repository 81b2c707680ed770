import type { EwsObject } from '../../tree.js'
import { isObject, list, text } from '../request-parts.js'
import type { ItemView } from '../properties/view.js'
import type { Service } from '../service.js'
import { readOperand, type Comparable } from './comparable.js'
import { compareText } from './restriction.js'

/** An `m:SortOrder`; without one the order in which the items entered the folder stays. @source ews.md 4.3 */
export function readSortOrder(
  service: Service,
  sortOrder: EwsObject | undefined,
): (views: readonly ItemView[]) => readonly ItemView[] {
  const orders = list(sortOrder, 'FieldOrder').map((order) => {
    const [name, value] = Object.entries(order).find(([, member]) => isObject(member)) ?? ['', {}]
    const sign = text(order, '@Order') === 'Descending' ? -1 : 1
    return { read: readOperand(service, { name, value: value as EwsObject }), sign }
  })
  if (orders.length === 0) return (views) => views

  return (views) =>
    views.toSorted((left, right) => {
      for (const { read, sign } of orders) {
        const result = sign * compare(read(left), read(right))
        if (result !== 0) return result
      }
      return 0
    })
}

/** What has no value comes first. */
function compare(left: Comparable, right: Comparable): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined)
  if (typeof left === 'string') return compareText(left.toLowerCase(), String(right).toLowerCase())
  return Number(left) - Number(right)
}
