import { REDACTED } from '../../core/index.js'
import type { Filter } from './filter.js'

const RELATIONS = { equal: '=', approximate: '~=', 'greater-or-equal': '>=', 'less-or-equal': '<=' } as const

/** The text form of a filter, for people. @source RFC 4515 */
export function renderFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.kind === 'and' ? '&' : '|'}${filter.filters.map(renderFilter).join('')})`
    case 'not':
      return `(!${renderFilter(filter.filter)})`
    case 'present':
      return `(${filter.attribute}=*)`
    case 'substrings': {
      const parts = [filter.initial, ...filter.any, filter.final]
      return `(${filter.attribute}=${parts.map((part) => (part === undefined ? '' : valueOf(filter.attribute, part))).join('*')})`
    }
    case 'extensible': {
      const rule = filter.rule === undefined ? '' : `:${filter.rule}`
      const value = valueOf(filter.attribute ?? '', filter.value)
      return `(${filter.attribute ?? ''}${filter.dnAttributes ? ':dn' : ''}${rule}:=${value})`
    }
    default:
      return `(${filter.attribute}${RELATIONS[filter.kind]}${valueOf(filter.attribute, filter.value)})`
  }
}

/** Attributes whose values are passwords, or give them away: people see that they were asked for, not the values. */
const SECRET =
  /^(unicodePwd|1\.2\.840\.113556\.1\.4\.90|userPassword|2\.5\.4\.35|dBCSPwd|ntPwdHistory|lmPwdHistory|supplementalCredentials)(;|$)/i

function valueOf(attribute: string, octets: Buffer): string {
  return SECRET.test(attribute) ? REDACTED : escape(octets)
}

/** Printable text as it is, except what a filter would read; everything else as octets. */
function escape(octets: Buffer): string {
  if (isPlain(octets)) return octets.toString('latin1')
  const text = octets.toString('utf8')
  const isText = Buffer.from(text).equals(octets) && /^[^\p{Cc}]*$/u.test(text)
  if (!isText) return [...octets].map(escapeOctet).join('')
  return text.replace(/[\\*()]/g, (character) => escapeOctet(character.charCodeAt(0)))
}

/** Whether it is ASCII that a filter reads as itself, as nearly all is. */
function isPlain(octets: Buffer): boolean {
  for (const octet of octets) {
    if (octet < 0x20 || octet > 0x7e || octet === 0x5c || (octet >= 0x28 && octet <= 0x2a)) return false
  }
  return true
}

function escapeOctet(octet: number): string {
  return `\\${octet.toString(16).padStart(2, '0')}`
}
