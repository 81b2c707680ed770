import type { Filter } from '../ldap/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { entryValues } from './entry-values.js'
import { UNDEFINED, type Predicate } from './assertion.js'
import { assertedAttribute, type SearchView } from './search-view.js'

type Substrings = Extract<Filter, { kind: 'substrings' }>

/** Octets have parts as texts do. @observed a domain controller's (msExchMailboxGuid=\\1d*) */
export function hasSubstrings({ syntax }: AttributeType): boolean {
  return syntax.hasSubstrings || syntax.name === 'octet-string'
}

/** A part in the form of the values' keys. Spaces around a part count, other than those around a value. */
export function partKey({ syntax }: AttributeType, octets: Buffer): string {
  if (!syntax.hasSubstrings) return octets.toString('latin1')
  return syntax.key(`|${octets.toString('utf8')}|`).slice(1, -1)
}

/**
 * Substrings in the attribute's own comparison form. Attributes without that rule, names among them, never match.
 * @source MS-ADTS 3.1.1.2.2.4
 */
export function substrings(view: SearchView, filter: Substrings): Predicate {
  const attribute = assertedAttribute(view, filter.attribute)
  if (attribute === undefined || !hasSubstrings(attribute)) return UNDEFINED
  const key = (octets: Buffer) => partKey(attribute, octets)
  const initial = filter.initial === undefined ? '' : key(filter.initial)
  const final = filter.final === undefined ? '' : key(filter.final)
  const middle = filter.any.map(key)

  return (entry) =>
    entryValues(view.tree, entry, attribute).some((kept) => {
      const value = attribute.syntax.key(kept)
      if (!value.startsWith(initial) || !value.endsWith(final)) return false
      return (
        hasInOrder(value.slice(initial.length, value.length - final.length), middle) &&
        value.length >= initial.length + final.length
      )
    })
}

function hasInOrder(value: string, parts: readonly string[]): boolean {
  let from = 0
  for (const part of parts) {
    const at = value.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return true
}
