import type { Instant } from '../../../../core/index.js'
import type { MessageItem, Person } from '../../../calendar/item.js'
import { messageProperty, type Property } from './property.js'

/** One header of a message, by the name that a client asks for it. */
export interface Header {
  readonly name: string
  readonly value: string
}

const URI = 'item:InternetMessageHeaders'
const INTERNET_HEADERS = '{00020386-0000-0000-c000-000000000046}/'

/**
 * The headers that a message was sent with; an appointment was never sent. @source MS-OXWSCORE 2.2.4.24: only
 * GetItem tells them
 */
export const HEADER_PROPERTIES: readonly Property[] = [
  messageProperty(URI, ({ item }) => headersElement(headersOf(item)), { listed: false }),
]

/** The row that shows only some headers: those of `IndexedFieldURI` paths. */
export function someHeaders(names: readonly string[]): Property {
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  return messageProperty(
    URI,
    ({ item }) => headersElement(headersOf(item).filter(({ name }) => wanted.has(name.toLowerCase()))),
    { listed: false },
  )
}

function headersElement(headers: readonly Header[]) {
  if (headers.length === 0) return undefined
  return { InternetMessageHeader: headers.map(({ name, value }) => ({ '@HeaderName': name, $text: value })) }
}

/** Those that follow from the message, and those that clients gave it as properties of their set. */
function headersOf({
  subject,
  importance,
  inReplyTo,
  message,
  extended,
  ...item
}: MessageItem): readonly Header[] {
  const { from, to, cc, sentAt, internetMessageId, references, conversationTopic } = message
  if (sentAt === undefined) return []
  const standard: readonly (readonly [string, string | undefined])[] = [
    ['From', address(from)],
    ['To', addresses(to)],
    ['CC', addresses(cc)],
    ['Subject', subject],
    ['Thread-Topic', conversationTopic],
    ['Date', dateOf(sentAt)],
    ['Message-ID', internetMessageId],
    ['In-Reply-To', inReplyTo],
    ['References', references],
    ['Importance', importance === 'Normal' ? undefined : importance.toLowerCase()],
    ['Content-Class', item.kind === 'MeetingRequest' ? 'urn:content-classes:calendarmessage' : undefined],
  ]
  const custom = Object.entries(extended).flatMap(([name, { value }]) =>
    name.startsWith(INTERNET_HEADERS) && typeof value === 'string'
      ? [[name.slice(INTERNET_HEADERS.length, name.lastIndexOf(':')), value] as const]
      : [],
  )
  return [...standard, ...custom].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}

function addresses(people: readonly Person[]): string | undefined {
  return people.length === 0 ? undefined : people.map(address).join(', ')
}

function address({ name, address: mail }: Person): string {
  return `${name} <${mail}>`
}

const CALENDAR_DATE = new Intl.DateTimeFormat('en-US', {
  ...{ weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
})

/** `Wed, 4 Mar 2026 09:00:00 +0000`. @source RFC 5322 3.3 */
function dateOf(at: Instant): string {
  const parts = Object.fromEntries(CALENDAR_DATE.formatToParts(at).map(({ type, value }) => [type, value]))
  const { weekday, day, month, year, hour, minute, second } = parts
  return `${weekday}, ${day} ${month} ${year} ${hour}:${minute}:${second} +0000`
}
