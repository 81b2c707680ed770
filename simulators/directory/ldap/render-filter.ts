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
      return `(${filter.attribute}=${parts.map((part) => (part === undefined ? '' : escape(part))).join('*')})`
    }
    case 'extensible': {
      const rule = filter.rule === undefined ? '' : `:${filter.rule}`
      return `(${filter.attribute ?? ''}${filter.dnAttributes ? ':dn' : ''}${rule}:=${escape(filter.value)})`
    }
    default:
      return `(${filter.attribute}${RELATIONS[filter.kind]}${escape(filter.value)})`
  }
}

/** Printable text as it is, except what a filter would read; everything else as octets. */
function escape(octets: Buffer): string {
  const text = octets.toString('utf8')
  const isText = Buffer.from(text).equals(octets) && /^[^\p{Cc}]*$/u.test(text)
  if (!isText) return [...octets].map(escapeOctet).join('')
  return text.replace(/[\\*()]/g, (character) => escapeOctet(character.charCodeAt(0)))
}

function escapeOctet(octet: number): string {
  return `\\${octet.toString(16).padStart(2, '0')}`
}
