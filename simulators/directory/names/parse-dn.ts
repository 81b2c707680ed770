import type { Ava, Dn, Rdn } from './dn.js'

interface Cursor {
  readonly text: string
  at: number
}

const TYPE = /[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*/y
const SPACES = / */y

/** Nothing is escaped, quoted or empty, and no RDN has two parts: nearly every name. */
const PLAIN = /^(?:[A-Za-z][A-Za-z0-9-]*=[^ ,;+"\\=](?:[^,;+"\\=]*[^ ,;+"\\=])?(?:,(?! *$) *|$))+$/

/**
 * Reads a distinguished name in the form of RFC 4514 and of RFC 2253, with the spaces around `,` and `=` that
 * Active Directory accepts. Undefined when the text is not a name.
 */
export function parseDn(text: string): Dn | undefined {
  if (PLAIN.test(text)) return text.split(',').map(plainRdn)
  const cursor: Cursor = { text, at: 0 }
  take(cursor, SPACES)
  if (cursor.at === text.length) return []

  const rdns: Rdn[] = []
  for (;;) {
    const rdn = parseRdn(cursor)
    if (rdn === undefined) return undefined
    rdns.push(rdn)
    if (cursor.at === text.length) return rdns
    if (text[cursor.at] !== ',' && text[cursor.at] !== ';') return undefined
    cursor.at += 1
  }
}

function plainRdn(text: string): Rdn {
  const rdn = text.trimStart()
  const at = rdn.indexOf('=')
  return [{ type: rdn.slice(0, at), value: rdn.slice(at + 1) }]
}

function parseRdn(cursor: Cursor): Rdn | undefined {
  const first = parseAva(cursor)
  if (first === undefined) return undefined

  const rdn: [Ava, ...Ava[]] = [first]
  while (cursor.text[cursor.at] === '+') {
    cursor.at += 1
    const next = parseAva(cursor)
    if (next === undefined) return undefined
    rdn.push(next)
  }
  return rdn
}

function parseAva(cursor: Cursor): Ava | undefined {
  take(cursor, SPACES)
  const type = take(cursor, TYPE).replace(/^oid\./i, '')
  take(cursor, SPACES)
  if (type === '' || cursor.text[cursor.at] !== '=') return undefined
  cursor.at += 1
  take(cursor, SPACES)

  const value = cursor.text[cursor.at] === '"' ? quotedValue(cursor) : plainValue(cursor)
  return value === undefined || value === '' ? undefined : { type, value }
}

/** RFC 2253 4: `"a, b"`; inside the quotes only the backslash is special. */
function quotedValue(cursor: Cursor): string | undefined {
  const octets: number[] = []
  cursor.at += 1
  while (cursor.text[cursor.at] !== '"') {
    if (!takeCharacter(cursor, octets)) return undefined
  }
  cursor.at += 1
  take(cursor, SPACES)
  return decodeUtf8(octets)
}

/** Text up to where a value ends; nearly every value is nothing else. */
const RUN = /[^,;+"\\]*/y

function plainValue(cursor: Cursor): string | undefined {
  const from = cursor.at
  const run = take(cursor, RUN)
  const next = cursor.text[cursor.at]
  if (next !== '"' && next !== '\\') return run.replace(TRAILING_SPACES, '')
  cursor.at = from
  return escapedValue(cursor)
}

const TRAILING_SPACES = / +$/

function escapedValue(cursor: Cursor): string | undefined {
  const octets: number[] = []
  let length = 0
  while (cursor.at < cursor.text.length && !/[,;+]/.test(cursor.text.charAt(cursor.at))) {
    const character = cursor.text.charAt(cursor.at)
    if (character === '"') return undefined
    if (!takeCharacter(cursor, octets)) return undefined
    if (character !== ' ') length = octets.length
  }
  return decodeUtf8(octets.slice(0, length))
}

const HEX_PAIR = /[0-9A-Fa-f]{2}/y

/** Takes one character, or one escape: `\2C`, `\,`. False at the end of the text. */
function takeCharacter(cursor: Cursor, octets: number[]): boolean {
  if (cursor.text[cursor.at] === '\\') {
    cursor.at += 1
    const hex = take(cursor, HEX_PAIR)
    if (hex !== '') {
      octets.push(parseInt(hex, 16))
      return true
    }
  }
  const code = cursor.text.codePointAt(cursor.at)
  if (code === undefined) return false
  const character = String.fromCodePoint(code)
  octets.push(...Buffer.from(character))
  cursor.at += character.length
  return true
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at
  const [found = ''] = pattern.exec(cursor.text) ?? []
  cursor.at += found.length
  return found
}

function decodeUtf8(octets: readonly number[]): string | undefined {
  const bytes = Buffer.from(octets)
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}
