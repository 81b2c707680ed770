import type { ItemKind } from '../../../calendar/item.js'
import { BODY_PROPERTIES } from './body-properties.js'
import { CALENDAR_PROPERTIES } from './calendar-properties.js'
import { ITEM_PROPERTIES } from './item-properties.js'
import { MESSAGE_PROPERTIES } from './message-properties.js'
import { EVERY_KIND, type Property } from './property.js'

export type BaseShape = 'IdOnly' | 'Default' | 'AllProperties'

const ALL: readonly Property[] = [
  ...ITEM_PROPERTIES,
  ...BODY_PROPERTIES,
  ...CALENDAR_PROPERTIES,
  ...MESSAGE_PROPERTIES,
]

/** The properties of items, found by path, by element and by shape. */
export interface Catalogue {
  byUri(kind: ItemKind, uri: string): Property | undefined
  byElement(kind: ItemKind, element: string): Property | undefined
  ofShape(kind: ItemKind, shape: BaseShape): readonly Property[]
}

export function createCatalogue(): Catalogue {
  const kinds = new Map(EVERY_KIND.map((kind) => [kind, tablesOf(kind)]))
  const tables = (kind: ItemKind) => kinds.get(kind) ?? tablesOf(kind)

  return {
    byUri: (kind, uri) => tables(kind).byUri.get(uri),
    byElement: (kind, element) => tables(kind).byElement.get(element),
    ofShape: (kind, shape) => tables(kind).shapes[shape],
  }
}

function tablesOf(kind: ItemKind) {
  const own = ALL.filter(({ kinds }) => kinds.includes(kind))
  return {
    byUri: new Map(own.map((property) => [property.uri, property])),
    byElement: new Map(own.map((property) => [property.element, property])),
    shapes: {
      IdOnly: own.filter(({ uri }) => uri === 'item:ItemId'),
      Default: own.filter(({ shape }) => shape === 'Default'),
      AllProperties: own.filter(({ shape }) => shape !== 'asked'),
    },
  }
}
