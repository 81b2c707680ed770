import { ConnectorError } from '../../../error.js'
import { boolean, element, octets } from './ber.js'

/** The choices of a filter. @source RFC 4511 4.5.1 */
const CHOICE = {
  and: 0xa0,
  or: 0xa1,
  not: 0xa2,
  equality: 0xa3,
  substrings: 0xa4,
  greaterOrEqual: 0xa5,
  lessOrEqual: 0xa6,
  present: 0x87,
  approx: 0xa8,
  extensible: 0xa9,
} as const

/** The parts of an item: attribute (with options or rules), operator and value. @source RFC 4515 3 */
const ITEM = /^([^()=<>~:]*)((?::dn)?(?::[^()=<>~:]+)?)(:=|>=|<=|~=|=)(.*)$/is

/**
 * A filter as text becomes its octets; escapes stand for the octets that they name, so that a GUID can be asked for.
 * @source RFC 4515
 * @throws ConnectorError SUBJECT_INVALID that shows where the text is no filter.
 */
export function encodeFilter(text: string): Buffer {
  const trimmed = text.trim()
  const { filter, rest } = readFilter(trimmed)
  if (rest.trim() !== '') throw wrong(rest)
  return filter
}

/** The names of the attributes that a filter asks about, lower case. */
export function attributesIn(text: string): readonly string[] {
  const names = [...text.matchAll(/\(\s*([A-Za-z0-9.;-]+)\s*(?::[^=()]*)?(?:[<>~:]?=)/g)].map(
    ([, name = '']) => name.toLowerCase(),
  )
  return [...new Set(names)]
}

/** Octets as a filter names them. */
export function escapeOctets(value: Buffer): string {
  return [...value].map((octet) => `\\${octet.toString(16).padStart(2, '0')}`).join('')
}

/** A text as the value of a filter, whatever is in it. @source RFC 4515 3 */
export function escapeText(value: string): string {
  return value.replace(/[\\*()\0]/g, (found) => `\\${found.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

interface Read {
  readonly filter: Buffer
  readonly rest: string
}

function readFilter(text: string): Read {
  if (!text.startsWith('(')) throw wrong(text)
  switch (text[1]) {
    case '&':
      return readList(CHOICE.and, text.slice(2))
    case '|':
      return readList(CHOICE.or, text.slice(2))
    case '!': {
      const { filter, rest } = readFilter(text.slice(2).trimStart())
      return { filter: element(CHOICE.not, filter), rest: afterParenthesis(rest) }
    }
    default:
      return readItem(text)
  }
}

function readList(choice: number, text: string): Read {
  const filters: Buffer[] = []
  let rest = text.trimStart()
  while (rest.startsWith('(')) {
    const read = readFilter(rest)
    filters.push(read.filter)
    rest = read.rest.trimStart()
  }
  return { filter: element(choice, ...filters), rest: afterParenthesis(rest) }
}

function readItem(text: string): Read {
  const end = text.indexOf(')')
  if (end === -1) throw wrong(text)
  const [, attribute = '', rules = '', operator = '', value = ''] = ITEM.exec(text.slice(1, end)) ?? []
  if (operator === '' || (attribute.trim() === '' && rules === '')) throw wrong(text)
  return {
    filter: encodeItem({ attribute: attribute.trim(), rules, operator, value }),
    rest: text.slice(end + 1),
  }
}

interface Item {
  readonly attribute: string
  readonly rules: string
  readonly operator: string
  readonly value: string
}

const COMPARISON: Readonly<Record<string, number>> = {
  '=': CHOICE.equality,
  '>=': CHOICE.greaterOrEqual,
  '<=': CHOICE.lessOrEqual,
  '~=': CHOICE.approx,
}

function encodeItem(item: Item): Buffer {
  const { attribute, operator, value } = item
  if (operator === ':=') return encodeExtensible(item)
  if (operator === '=' && value === '*') return element(CHOICE.present, attribute)
  if (operator === '=' && value.includes('*')) return encodeSubstrings(attribute, value)
  return element(COMPARISON[operator] ?? CHOICE.equality, octets(attribute), octets(unescape(value)))
}

/** Initial, any and final parts are told apart by their tags. */
function encodeSubstrings(attribute: string, value: string): Buffer {
  const parts = value.split('*')
  const encoded = parts.flatMap((part, at) => {
    if (part === '') return []
    const tag = at === 0 ? 0x80 : at === parts.length - 1 ? 0x82 : 0x81
    return [element(tag, unescape(part))]
  })
  return element(CHOICE.substrings, octets(attribute), element(0x30, ...encoded))
}

function encodeExtensible({ attribute, rules, value }: Item): Buffer {
  const names = rules.split(':').filter((name) => name !== '')
  const rule = names.find((name) => name.toLowerCase() !== 'dn')
  return element(
    CHOICE.extensible,
    ...(rule === undefined ? [] : [element(0x81, rule)]),
    ...(attribute === '' ? [] : [element(0x82, attribute)]),
    element(0x83, unescape(value)),
    ...(names.length > (rule === undefined ? 0 : 1) ? [boolean(true, 0x84)] : []),
  )
}

function unescape(value: string): Buffer {
  const parts = value.split(/(\\[0-9a-f]{2})/i)
  return Buffer.concat(
    parts.map((part, at) => (at % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  )
}

function afterParenthesis(text: string): string {
  const rest = text.trimStart()
  if (!rest.startsWith(')')) throw wrong(text)
  return rest.slice(1)
}

function wrong(text: string): ConnectorError {
  return new ConnectorError('SUBJECT_INVALID', {
    message: `An LDAP filter is not well-formed at "${text.slice(0, 40)}"; correct it, such as "(&(objectClass=user)(mail=*))".`,
  })
}
