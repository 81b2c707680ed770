import type { ItemKind } from '../../../calendar/item.js'
import { ABSENT_PROPERTIES } from './absent-properties.js'
import { ATTACHMENT_PROPERTIES } from './attachment-properties.js'
import { BODY_PROPERTIES } from './body-properties.js'
import { CALENDAR_PROPERTIES } from './calendar-properties.js'
import { CONVERSATION_PROPERTIES } from './conversation-properties.js'
import { FLAG_PROPERTIES } from './flag-properties.js'
import { HEADER_PROPERTIES } from './header-properties.js'
import { ITEM_PROPERTIES } from './item-properties.js'
import { LOCATION_PROPERTIES } from './location-properties.js'
import { MEETING_PROPERTIES } from './meeting-properties.js'
import { MESSAGE_PROPERTIES } from './message-properties.js'
import { MIME_PROPERTIES } from './mime-content.js'
import { NEIGHBOUR_PROPERTIES } from './neighbour-properties.js'
import { ONLINE_PROPERTIES } from './online-properties.js'
import { EVERY_KIND, type Property } from './property.js'
import { REMINDER_PROPERTIES } from './reminder-properties.js'
import { WEB_CLIENT_PROPERTIES } from './web-client-properties.js'

export type BaseShape = 'IdOnly' | 'Default' | 'AllProperties'

const ALL: readonly Property[] = [
  ...ITEM_PROPERTIES,
  ...BODY_PROPERTIES,
  ...ATTACHMENT_PROPERTIES,
  ...MIME_PROPERTIES,
  ...REMINDER_PROPERTIES,
  ...CONVERSATION_PROPERTIES,
  ...FLAG_PROPERTIES,
  ...HEADER_PROPERTIES,
  ...WEB_CLIENT_PROPERTIES,
  ...CALENDAR_PROPERTIES,
  ...LOCATION_PROPERTIES,
  ...ONLINE_PROPERTIES,
  ...NEIGHBOUR_PROPERTIES,
  ...MESSAGE_PROPERTIES,
  ...MEETING_PROPERTIES,
  ...ABSENT_PROPERTIES,
]

/** The properties of items, found by path, by element and by shape. */
export interface Catalogue {
  byUri(kind: ItemKind, uri: string): Property | undefined
  byElement(kind: ItemKind, element: string): Property | undefined
  ofShape(kind: ItemKind, shape: BaseShape): readonly Property[]
  /** The rows of a path, one or more for the kinds that have it. */
  rowsOf(uri: string): readonly Property[]
  /** Every row, for what is said and tested of all. */
  readonly all: readonly Property[]
}

export function createCatalogue(): Catalogue {
  const kinds = new Map(EVERY_KIND.map((kind) => [kind, tablesOf(kind)]))
  const rows = rowsByUri()
  const tables = (kind: ItemKind) => kinds.get(kind) ?? tablesOf(kind)

  return {
    byUri: (kind, uri) => tables(kind).byUri.get(uri),
    byElement: (kind, element) => tables(kind).byElement.get(element),
    ofShape: (kind, shape) => tables(kind).shapes[shape],
    rowsOf: (uri) => rows.get(uri) ?? [],
    all: ALL,
  }
}

function rowsByUri(): ReadonlyMap<string, readonly Property[]> {
  const rows = new Map<string, Property[]>()
  for (const row of ALL) rows.set(row.uri, [...(rows.get(row.uri) ?? []), row])
  return rows
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
