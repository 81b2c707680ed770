import type { Instant } from '../../../../core/index.js'
import type { Item, ItemKind, Person } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsValue } from '../../tree.js'
import type { ItemView } from './view.js'

/** What a write of a property needs to know besides the value. */
export interface Writing {
  readonly store: CalendarStore
  readonly now: Instant
  /** Who acts. */
  readonly self: Person
  /** The zone for times written without one: of `StartTimeZone`, else of `TimeZoneContext`, else UTC. */
  readonly startZone: string
  readonly endZone: string
}

/** Applies a value to an item; throws `ItemError` for one that cannot be. */
export type Setter = (item: Item, value: EwsValue, writing: Writing) => Item

/** One property of items: where it is shown, and what can be done to it. */
export interface Property {
  readonly uri: string
  /** The name of its element. */
  readonly element: string
  readonly kinds: readonly ItemKind[]
  /** The smallest base shape that has it; `asked`: only as an additional property. @source ews.md 3.1 */
  readonly shape: 'Default' | 'AllProperties' | 'asked'
  /** False for what FindItem and SyncFolderItems never return. @source ews.md 3.1 */
  readonly listed: boolean
  /** The first product version that knows it. @source ews.md 1.7 */
  readonly since: 2007 | 2010 | 2013
  /** Undefined when the item has no such value: the element is left out. */
  readonly read: (view: ItemView) => EwsValue
  /** How a list shows the value where that differs. */
  readonly inList?: (value: EwsValue) => EwsValue
  readonly set?: Setter
  readonly clear?: (item: Item) => Item
  readonly append?: Setter
}

type Options = Partial<Omit<Property, 'uri' | 'element' | 'read'>>

export const CALENDAR_ITEM: readonly ItemKind[] = ['CalendarItem']
export const REQUEST: readonly ItemKind[] = ['MeetingRequest']
export const WITH_TIMES: readonly ItemKind[] = ['CalendarItem', 'MeetingRequest']
export const MESSAGES: readonly ItemKind[] = ['MeetingRequest', 'MeetingResponse', 'MeetingCancellation']
export const EVERY_KIND: readonly ItemKind[] = ['CalendarItem', ...MESSAGES]

/** A row of the catalogue; what is not said holds for most properties. */
export function property(uri: string, read: Property['read'], options: Options = {}): Property {
  return {
    uri,
    element: uri.slice(uri.indexOf(':') + 1),
    kinds: EVERY_KIND,
    shape: 'AllProperties',
    listed: true,
    since: 2007,
    read,
    ...options,
  }
}
