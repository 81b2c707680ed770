import { dnKey } from '../names/dn-key.js'
import { fold } from '../names/fold.js'
import { parseGeneralizedTime } from '../names/generalized-time.js'
import { parseDn } from '../names/parse-dn.js'
import { renderDn } from '../names/render-dn.js'
import { parseSid, sidFromBytes, sidToBytes } from '../names/sid.js'
import type { Syntax } from './syntax.js'

const INTEGER = /^-?\d{1,19}$/

function utf8(octets: Buffer): string | undefined {
  const text = octets.toString('utf8')
  return text.includes('\ufffd') && !Buffer.from(text).equals(octets) ? undefined : text
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function textSyntax(name: string, key: (kept: string) => string): Syntax {
  return {
    name,
    parse: utf8,
    render: (kept) => kept,
    key,
    compare: (a, b) => compareText(key(a), key(b)),
    hasSubstrings: true,
  }
}

function integerSyntax(name: string, bits: 32 | 64): Syntax {
  return {
    name,
    parse(octets) {
      const text = octets.toString('latin1')
      if (!INTEGER.test(text)) return undefined
      const value = BigInt(text)
      return BigInt.asIntN(bits, value) === value ? String(value) : undefined
    },
    render: (kept) => kept,
    key: (kept) => kept,
    compare: (a, b) => Number(BigInt(a) - BigInt(b)),
    hasSubstrings: false,
  }
}

const unicode = textSyntax('unicode', fold)
const caseExact = textSyntax('case-exact', (kept) => kept)

const boolean: Syntax = {
  name: 'boolean',
  parse(octets) {
    const text = octets.toString('latin1')
    return text === 'TRUE' || text === 'FALSE' ? text : undefined
  },
  render: (kept) => kept,
  key: (kept) => kept,
  hasSubstrings: false,
}

const time: Syntax = {
  name: 'time',
  parse: (octets) => {
    const text = octets.toString('latin1')
    return parseGeneralizedTime(text) === undefined ? undefined : text
  },
  render: (kept) => kept,
  key: (kept) => String(parseGeneralizedTime(kept)),
  compare: (a, b) => (parseGeneralizedTime(a) ?? 0) - (parseGeneralizedTime(b) ?? 0),
  hasSubstrings: false,
}

const octetString: Syntax = {
  name: 'octet-string',
  parse: (octets) => octets.toString('latin1'),
  render: (kept) => Buffer.from(kept, 'latin1'),
  key: (kept) => kept,
  compare: compareText,
  hasSubstrings: false,
}

const sid: Syntax = {
  name: 'sid',
  parse: (octets) => sidFromBytes(octets) ?? parseSid(octets.toString('latin1')),
  render: sidToBytes,
  key: (kept) => kept,
  hasSubstrings: false,
}

/** Kept as written by `renderDn`; a linked attribute is kept as links between entries instead. */
const dn: Syntax = {
  name: 'dn',
  parse: (octets) => {
    const parsed = parseDn(utf8(octets) ?? '=')
    return parsed === undefined ? undefined : renderDn(parsed)
  },
  render: (kept) => kept,
  key: (kept) => dnKey(parseDn(kept) ?? []),
  hasSubstrings: false,
}

/**
 * By attributeSyntax and oMSyntax. Strings that Active Directory compares with case keep it in their key.
 * @source MS-ADTS 3.1.1.2.2.2 (syntaxes), 3.1.1.2.2.4 (comparison rules)
 */
const SYNTAXES: Readonly<Record<string, Syntax>> = {
  '2.5.5.1': dn,
  '2.5.5.2': { ...unicode, name: 'object-identifier', hasSubstrings: false },
  '2.5.5.3': caseExact,
  '2.5.5.4': { ...unicode, name: 'teletex' },
  '2.5.5.5': { ...caseExact, name: 'ia5' },
  '2.5.5.6': { ...caseExact, name: 'numeric' },
  '2.5.5.7': { ...unicode, name: 'dn-binary', hasSubstrings: false },
  '2.5.5.8': boolean,
  '2.5.5.9': integerSyntax('integer', 32),
  '2.5.5.10': octetString,
  '2.5.5.11': time,
  '2.5.5.12': unicode,
  '2.5.5.13': { ...unicode, name: 'presentation-address', hasSubstrings: false },
  '2.5.5.14': { ...unicode, name: 'dn-string', hasSubstrings: false },
  '2.5.5.15': { ...octetString, name: 'security-descriptor' },
  '2.5.5.16': integerSyntax('large-integer', 64),
  '2.5.5.17': sid,
}

export function syntaxOf(attributeSyntax: string): Syntax {
  return SYNTAXES[attributeSyntax] ?? octetString
}
