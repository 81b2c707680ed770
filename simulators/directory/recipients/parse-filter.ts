import type { Filter } from '../ldap/filter.js'

/** The text form of a filter, as attributes keep it; undefined when the text is none. @source RFC 4515 */
export function parseFilter(text: string): Filter | undefined {
  const cursor = { text, at: 0 }
  const filter = parenthesized(cursor, 0)
  return filter !== undefined && cursor.at === text.length ? filter : undefined
}

interface Cursor {
  readonly text: string
  at: number
}

/** As deep as a domain controller goes. */
const DEEPEST = 512

function parenthesized(cursor: Cursor, depth: number): Filter | undefined {
  if (!take(cursor, '(') || depth > DEEPEST) return undefined
  const filter = inner(cursor, depth)
  return take(cursor, ')') ? filter : undefined
}

function inner(cursor: Cursor, depth: number): Filter | undefined {
  if (take(cursor, '&')) return list(cursor, 'and', depth)
  if (take(cursor, '|')) return list(cursor, 'or', depth)
  if (!take(cursor, '!')) return item(cursor)
  const filter = parenthesized(cursor, depth + 1)
  return filter === undefined ? undefined : { kind: 'not', filter }
}

function list(cursor: Cursor, kind: 'and' | 'or', depth: number): Filter | undefined {
  const filters: Filter[] = []
  while (cursor.text[cursor.at] === '(') {
    const filter = parenthesized(cursor, depth + 1)
    if (filter === undefined) return undefined
    filters.push(filter)
  }
  return { kind, filters }
}

/** Attribute and rule, relation, and the value up to the parenthesis. */
const ITEM = /([A-Za-z0-9.;-]*)(:dn)?(?::([A-Za-z0-9.-]+))?(:=|~=|>=|<=|=)([^()]*)/y
const RELATIONS: Readonly<Record<string, 'approximate' | 'greater-or-equal' | 'less-or-equal'>> = {
  '~=': 'approximate',
  '>=': 'greater-or-equal',
  '<=': 'less-or-equal',
}

function item(cursor: Cursor): Filter | undefined {
  ITEM.lastIndex = cursor.at
  const match = ITEM.exec(cursor.text)
  if (match === null) return undefined
  const [whole, attribute = '', dn, rule, relation = '', text = ''] = match
  cursor.at += whole.length
  if (relation === ':=') {
    const value = octetsOf(text)
    if (value === undefined || (attribute === '' && rule === undefined)) return undefined
    return {
      kind: 'extensible',
      rule,
      attribute: attribute === '' ? undefined : attribute,
      value,
      dnAttributes: dn !== undefined,
    }
  }
  if (attribute === '' || dn !== undefined || rule !== undefined) return undefined
  const kind = RELATIONS[relation]
  if (kind === undefined) return equality(attribute, text)
  const value = octetsOf(text)
  return value === undefined ? undefined : { kind, attribute, value }
}

function equality(attribute: string, text: string): Filter | undefined {
  if (text === '*') return { kind: 'present', attribute }
  const parts: Buffer[] = []
  for (const part of text.split('*')) {
    const octets = octetsOf(part)
    if (octets === undefined) return undefined
    parts.push(octets)
  }
  const [initial = Buffer.alloc(0), ...rest] = parts
  const final = rest.pop()
  if (final === undefined) return { kind: 'equal', attribute, value: initial }
  const given = (octets: Buffer) => (octets.length === 0 ? undefined : octets)
  return { kind: 'substrings', attribute, initial: given(initial), any: rest, final: given(final) }
}

/** A backslash stands before two hexadecimal digits, and nowhere else. */
function octetsOf(text: string): Buffer | undefined {
  if (!/^(?:[^\\]|\\[0-9a-f]{2})*$/i.test(text)) return undefined
  return Buffer.concat(
    text
      .split(/(\\[0-9a-f]{2})/i)
      .map((part) => (part.startsWith('\\') ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  )
}

function take(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false
  cursor.at += 1
  return true
}
