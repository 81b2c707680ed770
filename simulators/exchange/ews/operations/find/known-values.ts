import type { Item } from '../../../calendar/item.js'
import type { ItemView } from '../properties/view.js'
import type { Operand } from './comparable.js'
import type { Comparable } from './ordering.js'

/** What items are compared by, found out once for each: an item that has been changed is another one. */
export class KnownValues {
  /** What paths of the catalogue mean, by what they are read for. */
  readonly operands = {
    query: new Map<string, Operand<ItemView>>(),
    sort: new Map<string, Operand<ItemView>>(),
  }
  readonly #byPath = new Map<string, WeakMap<Item, { readonly value: Comparable }>>()

  /** Reads by `read`, unless the value of an item is known. `path` is one of the catalogue: there are not many. */
  remembering(path: string, read: (view: ItemView) => Comparable): (view: ItemView) => Comparable {
    const known = this.#valuesOf(path)
    return (view) => {
      // times are shown to the second or finer, and that is what is compared
      if (view.occurrence !== undefined || view.reading.milliseconds) return read(view)
      const before = known.get(view.item)
      if (before !== undefined) return before.value
      const value = read(view)
      known.set(view.item, { value })
      return value
    }
  }

  #valuesOf(path: string): WeakMap<Item, { readonly value: Comparable }> {
    let values = this.#byPath.get(path)
    if (values === undefined) this.#byPath.set(path, (values = new WeakMap()))
    return values
  }
}
