import type { Instant } from '../../../../core/index.js'
import type {
  EventItem,
  Item,
  ItemKind,
  MeetingMessage,
  MessageItem,
  Person,
} from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsElement, EwsValue } from '../../tree.js'
import type { ItemView } from './view.js'

/** What a write of a property needs to know besides the value. */
export interface Writing {
  readonly store: CalendarStore
  readonly now: Instant
  /** Who acts; looked up only when it is asked. */
  readonly self: () => Person
  /** The zone for times written without one: of `StartTimeZone`, else of `TimeZoneContext`, else UTC. */
  readonly startZone: string
  readonly endZone: string
  /** The zone of a `MeetingTimeZone`, which only a request of 2007 means. */
  readonly meetingTimeZone?: string | undefined
  /** An item as a request describes it inside another. */
  readonly attachedItem: (element: EwsElement) => Item
}

/** Applies a value to an item; throws `ItemError` for one that cannot be. */
export type Setter<I extends Item = Item> = (item: I, value: EwsValue, writing: Writing) => I

/** A version of the product, as it begins the names in `RequestServerVersion`. @source ews.md 1.7 */
export type Since = 2007 | 2010 | '2010_SP2' | 2013 | '2013_SP1' | 2016

/** One property of items: where it is shown, and what can be done to it. `I` is what its kinds are. */
export interface Property<I extends Item = Item> {
  readonly uri: string
  /** The name of its element. */
  readonly element: string
  readonly kinds: readonly ItemKind[]
  /** The smallest base shape that has it; `asked`: only as an additional property. @source ews.md 3.1 */
  readonly shape: 'Default' | 'AllProperties' | 'asked'
  /** False for what FindItem and SyncFolderItems never return. @source ews.md 3.1 */
  readonly listed: boolean
  /** The first product version that knows it. @source ews.md 1.7 */
  readonly since: Since
  /** The feature of the product that gives it values and that this one does without: it never has one. */
  readonly lacks?: string
  /** Its value follows from more than the item: from other items, other people, or who asks. */
  readonly elsewhere?: true
  /** Undefined when the item has no such value: the element is left out. */
  readonly read: (view: ItemView<I>) => EwsValue
  /** How a list shows the value where that differs. */
  readonly inList?: (value: EwsValue) => EwsValue
  readonly set?: Setter<I>
  readonly clear?: (item: I) => I
  readonly append?: Setter<I>
}

export type PropertyOptions<I extends Item = Item> = Partial<Omit<Property<I>, 'uri' | 'element' | 'read'>>

export const CALENDAR_ITEM: readonly ItemKind[] = ['CalendarItem']
export const REQUEST: readonly ItemKind[] = ['MeetingRequest']
export const WITH_TIMES: readonly ItemKind[] = ['CalendarItem', 'MeetingRequest']
export const MEETING_MESSAGES: readonly ItemKind[] = [
  'MeetingRequest',
  'MeetingResponse',
  'MeetingCancellation',
]
export const MESSAGES: readonly ItemKind[] = [...MEETING_MESSAGES, 'Message']
export const EVENTS: readonly ItemKind[] = ['CalendarItem', ...MEETING_MESSAGES]
export const EVERY_KIND: readonly ItemKind[] = ['CalendarItem', ...MESSAGES]

/** A row of the catalogue for every item; what is not said holds for most properties. */
export function property(uri: string, read: Property['read'], options: PropertyOptions = {}): Property {
  return row(uri, read, { kinds: EVERY_KIND, ...options })
}

/** A row for what is about a time in a calendar. */
export function eventProperty(
  uri: string,
  read: Property<EventItem>['read'],
  options: PropertyOptions<EventItem> = {},
): Property {
  return row(uri, read, { kinds: EVENTS, ...options })
}

/** A row for messages of all kinds. */
export function messageProperty(
  uri: string,
  read: Property<MessageItem>['read'],
  options: PropertyOptions<MessageItem> = {},
): Property {
  return row(uri, read, { kinds: MESSAGES, ...options })
}

/** A row for messages about meetings. */
export function meetingProperty(
  uri: string,
  read: Property<MeetingMessage>['read'],
  options: PropertyOptions<MeetingMessage> = {},
): Property {
  return row(uri, read, { kinds: MEETING_MESSAGES, ...options })
}

/**
 * A row for what never has a value here: asked for it, an item answers as one that lacks it. What the product
 * lets clients write is taken and forgotten where `set` says so.
 */
export function absentProperty(uri: string, lacks: string, options: PropertyOptions = {}): Property {
  return row(uri, () => undefined, { kinds: EVERY_KIND, shape: 'asked', lacks, ...options })
}

/** `kinds` keeps the row from items that are not `I`. */
function row<I extends Item>(
  uri: string,
  read: Property<I>['read'],
  options: PropertyOptions<I> & Pick<Property, 'kinds'>,
): Property {
  const made: Property<I> = {
    uri,
    element: uri.slice(uri.indexOf(':') + 1),
    shape: 'AllProperties',
    listed: true,
    since: 2007,
    read,
    ...options,
  }
  return made as unknown as Property
}
