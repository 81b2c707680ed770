import type { Item, ItemKind } from '../../../calendar/item.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { setExtended } from '../properties/extended.js'
import type { Writing } from '../properties/property.js'
import { isObject, presentKeys } from '../request-parts.js'
import type { Service } from '../service.js'

/** Sets all properties that the element of an item holds. */
export function assignAll<I extends Item>(
  service: Service,
  item: I,
  { element, writing }: { readonly element: EwsObject; readonly writing: Writing },
): I {
  return presentKeys(element).reduce(
    (assigned, name) => assign(service, assigned, { name, value: element[name] as EwsValue, writing }),
    item,
  )
}

/** Sets one property, by the name of its element; extended ones come as an array. */
export function assign<I extends Item>(
  { catalogue }: Service,
  item: I,
  { name, value, writing }: EwsElement & { readonly writing: Writing },
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
