import type { AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

/**
 * Ambiguous name resolution: the text begins a value of one of the naming attributes, or its two words begin
 * given name and surname in either order. A leading `=` asks for the whole value.
 * @source MS-ADTS 3.1.1.3.1.3.3; ldap.md 5 "ANR"
 */
export function ambiguousMatcher(
  attributes: readonly AttributeType[],
  text: string,
): (entry: StoredEntry) => boolean {
  const isExact = text.startsWith('=')
  const wanted = isExact ? text.slice(1) : text
  const matches = (entry: StoredEntry, attribute: AttributeType, start: string) => {
    const key = attribute.syntax.key(start)
    return valuesOf(entry, attribute).some((value) => {
      const kept = attribute.syntax.key(value)
      return isExact ? kept === key : kept.startsWith(key)
    })
  }
  const named = (name: string) => attributes.find((attribute) => attribute.name === name)
  const [givenName, sn] = [named('givenName'), named('sn')]
  const words = /^(\S+)\s+(\S.*)$/.exec(wanted)

  return (entry) => {
    if (wanted === '') return false
    if (attributes.some((attribute) => matches(entry, attribute, wanted))) return true
    if (words === null || givenName === undefined || sn === undefined) return false
    const [, first = '', second = ''] = words
    return (
      (matches(entry, givenName, first) && matches(entry, sn, second)) ||
      (matches(entry, givenName, second) && matches(entry, sn, first))
    )
  }
}

/** The entries of the domain whom the text may mean. */
export function* ambiguousMatches(tree: Tree, text: string): Iterable<StoredEntry> {
  const matches = ambiguousMatcher(anrAttributes(tree), text)
  for (const entry of tree.world.all(tree.entries)) if (matches(entry)) yield entry
}

export function anrAttributes(tree: Tree): readonly AttributeType[] {
  return tree.schema.attributes.filter((attribute) => attribute.isInAnr)
}

/** A proxy address is found by what follows its prefix as well. */
function valuesOf({ record }: StoredEntry, attribute: AttributeType): readonly string[] {
  if (attribute.name === 'name') return [record.name]
  const values = record.values[attribute.name] ?? []
  return attribute.name === 'proxyAddresses'
    ? [...values, ...values.map((value) => value.slice(value.indexOf(':') + 1))]
    : values
}
