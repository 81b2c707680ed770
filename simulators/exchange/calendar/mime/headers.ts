import { fromUtcFields, instant, toDate, type Instant } from '../../../core/index.js'
import { MONTHS } from '../recurrence/pattern.js'
import type { Person } from '../item.js'

const MAX_ENCODED_BYTES = 42

/** Header text; what is not ASCII becomes encoded words. @source RFC 2047 */
export function headerText(text: string): string {
  const plain = text.replace(/[\r\n\u0000]+/g, ' ')
  if (/^[\x20-\x7e\t]*$/.test(plain)) return plain
  return chunks(plain)
    .map((chunk) => `=?utf-8?B?${Buffer.from(chunk).toString('base64')}?=`)
    .join('\r\n ')
}

function chunks(text: string): readonly string[] {
  const found: string[] = []
  let current = ''
  for (const character of text) {
    if (Buffer.byteLength(current + character) > MAX_ENCODED_BYTES) {
      found.push(current)
      current = ''
    }
    current += character
  }
  return [...found, current]
}

export function addressList(people: readonly Person[]): string {
  return people.map(addressText).join(',\r\n\t')
}

function addressText({ name, address }: Person): string {
  if (name === '' || name === address) return address
  const encoded = headerText(name)
  const isPlain = encoded === name && /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(name)
  const shown = encoded !== name || isPlain ? encoded : `"${name.replace(/["\\]/g, '\\$&')}"`
  return `${shown} <${address}>`
}

/** `Thu, 28 Feb 2019 21:17:58 +0000` @source RFC 5322 3.3 */
export function dateText(at: Instant): string {
  return toDate(at).toUTCString().replace('GMT', '+0000')
}

const DATE = /^(?:\w+,)?\s*(\d{1,2})\s+(\w{3})\s+(\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?\s+([+-])(\d\d)(\d\d)/

/** Undefined for what is no date. Names of zones are long obsolete, and UTC is written as an offset. @source RFC 5322 3.3 */
export function parseDate(text: string): Instant | undefined {
  const fields = DATE.exec(text.trim().replace(/\b(GMT|UTC?|Z)\b/, '+0000'))
  const [, day, name = '', year, hour, minute, second = '0', sign, hours, minutes] = fields ?? []
  const month = MONTHS.findIndex((known) => known.startsWith(name)) + 1
  if (fields === null || month === 0) return undefined
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const midnight = fromUtcFields({ year: Number(year), month, day: Number(day) })
  const seconds = (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)
  return instant(midnight + seconds * 1000)
}
