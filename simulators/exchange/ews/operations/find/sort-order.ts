import type { EwsObject } from '../../tree.js'
import { isObject, list, text } from '../request-parts.js'
import type { ItemView } from '../properties/view.js'
import type { Service } from '../service.js'
import { readOperand } from './comparable.js'
import { sortingOrder } from './ordering.js'

/** An `m:SortOrder`; without one the order in which the items entered the folder stays. @source ews.md 4.3 */
export function readSortOrder(
  service: Service,
  sortOrder: EwsObject | undefined,
): (views: readonly ItemView[]) => readonly ItemView[] {
  const orders = list(sortOrder, 'FieldOrder').map((order) => {
    const sign = text(order, '@Order') === 'Descending' ? -1 : 1
    return { read: readKey(service, order), sign }
  })
  if (orders.length === 0) return (views) => views

  return (views) => {
    const keyed = views.map((view) => ({ view, keys: orders.map(({ read }) => read(view)) }))
    keyed.sort((left, right) => {
      for (const [at, { sign }] of orders.entries()) {
        const result = sign * sortingOrder(left.keys[at], right.keys[at])
        if (result !== 0) return result
      }
      return 0
    })
    return keyed.map(({ view }) => view)
  }
}

/** By what the items are put in order or into groups: the path that an element holds. */
export function readKey(service: Service, holder: EwsObject): ReturnType<typeof readOperand> {
  const [name, value] = Object.entries(holder).find(
    ([key, member]) => key.endsWith('URI') && isObject(member),
  ) ?? ['', {}]
  return readOperand(service, { name, value: value as EwsObject }, 'sort')
}
