import {
  writeCalendarItem,
  writeMeetingMessage,
  writeOccurrence,
} from '../../../calendar/icalendar/write-calendar.js'
import { readCalendar } from '../../../calendar/icalendar/read-calendar.js'
import type { CalendarItem, Item } from '../../../calendar/item.js'
import { readMessage } from '../../../calendar/mime/read-message.js'
import { writeMessage } from '../../../calendar/mime/write-message.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { asText, isObject, text } from '../request-parts.js'
import { EVERY_KIND, property, type Property, type Writing } from './property.js'
import type { ItemView } from './view.js'

const PATH: EwsElement = { name: 'FieldURI', value: { '@FieldURI': 'item:MimeContent' } }
const CHARSET = 'UTF-8'

/** An item as what is sent over the internet: iCalendar for appointments, else a message. @source ews.md 3.1, 5.1 */
export const MIME_PROPERTIES: readonly Property[] = [
  property('item:MimeContent', mimeElement, {
    kinds: EVERY_KIND,
    shape: 'asked',
    listed: false,
    set: setMimeContent,
  }),
]

/** The path to the content, where a shape asks for it in its own way. */
export function mimePaths(shape: EwsObject | undefined): readonly EwsElement[] {
  const isIncluded = text(shape, 'IncludeMimeContent')
  return isIncluded === 'true' || isIncluded === '1' ? [PATH] : []
}

function mimeElement(view: ItemView): EwsValue {
  return { '@CharacterSet': CHARSET, $text: Buffer.from(contentOf(view)).toString('base64') }
}

function contentOf({ item, occurrence, reading: { store } }: ItemView): string {
  if (item.kind === 'CalendarItem') {
    return occurrence === undefined
      ? writeCalendarItem(item, store.zones)
      : writeOccurrence(item, occurrence, store.zones)
  }
  if (item.kind === 'Message') return writeMessage(item, undefined)
  const { kind, message } = item
  return writeMessage(item, writeMeetingMessage({ kind, from: message.from, item }, store.zones))
}

function setMimeContent(item: Item, value: EwsValue, writing: Writing): Item {
  const bytes = decodeBase64(value)
  if (item.kind === 'CalendarItem') return setCalendar(item, decodeText(bytes, value), writing)
  if (item.kind !== 'Message') throw new ItemError('ErrorInvalidPropertySet', PATH)
  const { now, store } = writing
  const read = readMessage(item, bytes.toString('latin1'), { now, recipients: store.recipients })
  if (read === undefined) throw new ItemError('ErrorMimeContentInvalid', PATH)
  return read
}

/** An item that exists stays the same meeting whatever the content calls it. @source ews.md 2.3 */
function setCalendar(item: CalendarItem, content: string, { store, startZone }: Writing): CalendarItem {
  const { zones, recipients } = store
  const read = readCalendar(item, content, { zones, recipients, zone: startZone })
  if (!read.ok) throw new ItemError(read.code, PATH)
  if (item.number === 0) return read.item
  const { uid, sequence, organizer } = item.event
  return { ...read.item, event: { ...read.item.event, uid, sequence, organizer } }
}

function decodeBase64(value: EwsValue): Buffer {
  const written = (isObject(value) ? (text(value, '$text') ?? '') : asText(value)).replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(written) || written.length % 4 !== 0) {
    throw new ItemError('ErrorMimeContentInvalidBase64String', PATH)
  }
  return Buffer.from(written, 'base64')
}

/** In the character set that the element says. */
function decodeText(bytes: Buffer, value: EwsValue): string {
  const charset = isObject(value) ? (text(value, '@CharacterSet') ?? CHARSET) : CHARSET
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    // a character set that nobody knows
    throw new ItemError('ErrorMimeContentInvalid', PATH)
  }
}
