import type { EventItem, ExtendedValue, Item, MessageItem } from '../../../../calendar/item.js'
import { isEventItem, isMessageItem } from '../../../../calendar/item.js'
import type { Writing } from '../property.js'
import type { ItemView } from '../view.js'

type MapiValue = ExtendedValue['value']
type Scalar = string | number | boolean

/** A MAPI property that is not stored as such, because an ordinary property of the item is the same. */
export interface MapiAlias {
  /** The canonical name (`extended-properties.ts`). */
  readonly name: string
  /** Undefined where the item has none. */
  readonly read: (view: ItemView) => MapiValue | undefined
  /** Absent on what follows from other things. The value has the form of its type. */
  readonly write?: (item: Item, value: MapiValue, writing: Writing) => Item
  /** Present on what an item can be without. */
  readonly clear?: (item: Item) => Item
}

/** What a row reads; `undefined` where the item has no such value. */
type Read<I extends Item> = (view: ItemView<I>) => Scalar | readonly string[] | undefined
type Write<I extends Item> = (item: I, value: string, writing: Writing) => I

type Tag = readonly [id: number, type: string]

/** The property sets whose properties are spelled by id. @source MS-OXPROPS 1.3.2 */
const SETS = {
  Meeting: '6ed8da90-450b-101b-98da-00aa003f1305',
  Appointment: '00062002-0000-0000-c000-000000000046',
  Common: '00062008-0000-0000-c000-000000000046',
  CalendarAssistant: '11000e07-b51b-40d6-af21-caa85edab1d0',
} as const

/** A tagged property of every item. */
export function tag([id, type]: Tag, read: Read<Item>, write?: Write<Item>): MapiAlias {
  return alias(`@${id.toString(16)}:${type}`, read, write)
}

/** A tagged property of messages. */
export function messageTag([id, type]: Tag, read: Read<MessageItem>): MapiAlias {
  return alias(`@${id.toString(16)}:${type}`, (view) => (isMessageView(view) ? read(view) : undefined))
}

/** A tagged property of what is about a time. */
export function eventTag([id, type]: Tag, read: Read<EventItem>, write?: Write<EventItem>): MapiAlias {
  return eventAlias(`@${id.toString(16)}:${type}`, read, write)
}

/** A property of every item with an id in a set. */
export function common([id, type]: Tag, read: Read<Item>, write?: Write<Item>): MapiAlias {
  return alias(`{${SETS.Common}}#${id}:${type}`, read, write)
}

/** A property of what is about a time, with an id in a set. */
export function named(
  name: readonly [set: keyof typeof SETS, id: number, type: string],
  read: Read<EventItem>,
  write?: Write<EventItem>,
): MapiAlias {
  const [set, id, type] = name
  return eventAlias(`{${SETS[set]}}#${id}:${type}`, read, write)
}

function eventAlias(name: string, read: Read<EventItem>, write: Write<EventItem> | undefined): MapiAlias {
  const writeEvent: Write<Item> = (item, value, writing) =>
    isEventItem(item) && write !== undefined ? write(item, value, writing) : item
  return alias(
    name,
    (view) => (isEventView(view) ? read(view) : undefined),
    write === undefined ? undefined : writeEvent,
  )
}

export function alias(name: string, read: Read<Item>, write?: Write<Item>): MapiAlias {
  return {
    name,
    read(view) {
      const value = read(view)
      return typeof value === 'object' ? value : value === undefined ? undefined : String(value)
    },
    ...(write === undefined ? {} : { write: (item, value, writing) => write(item, String(value), writing) }),
  }
}

function isEventView(view: ItemView): view is ItemView<EventItem> {
  return isEventItem(view.item)
}

function isMessageView(view: ItemView): view is ItemView<MessageItem> {
  return isMessageItem(view.item)
}
