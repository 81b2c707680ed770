import type { Item, ItemKind } from '../../../calendar/item.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { setExtended } from '../properties/extended.js'
import type { Writing } from '../properties/property.js'
import { isObject } from '../request-parts.js'
import type { Service } from '../service.js'

interface Assigned {
  readonly element: EwsObject
  readonly writing: Writing
  readonly left?: readonly string[]
}

/** Sets all properties that the element of an item holds, without those that are `left` to be set later. */
export function assignAll<I extends Item>(
  service: Service,
  item: I,
  { element, writing, left = [] }: Assigned,
): I {
  let assigned = item
  for (const name in element) {
    const value = element[name] as EwsValue
    if (value === undefined || left.includes(name)) continue
    assigned = assign(service, assigned, { element: { name, value }, writing })
  }
  return assigned
}

/** Sets one property, by the name of its element; extended ones come as an array. */
export function assign<I extends Item>(
  { catalogue }: Service,
  item: I,
  { element: { name, value }, writing }: { readonly element: EwsElement; readonly writing: Writing },
): I {
  if (name === 'ExtendedProperty') {
    const properties = Array.isArray(value) ? value.filter(isObject) : []
    return properties.reduce((set, property) => setExtended(set, property, writing), item)
  }
  const row = catalogue.byElement(item.kind, name)
  if (row?.set === undefined)
    throw new ItemError('ErrorInvalidPropertySet', pathTo(catalogue, item.kind, name))
  return row.set(item, value, writing) as I
}

function pathTo(catalogue: Service['catalogue'], kind: ItemKind, element: string): EwsElement {
  const uri = catalogue.byElement(kind, element)?.uri ?? `item:${element}`
  return { name: 'FieldURI', value: { '@FieldURI': uri } }
}
