import type { Filter } from '../ldap/filter.js'
import { guidToBytes, parseGuid } from '../names/guid.js'
import { isBackLink, type AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { entryValues, linkedIds } from './entry-values.js'
import { resolveName } from './resolve-name.js'
import { assertedAttribute, type SearchView } from './search-view.js'

/** Whether an entry matches: undefined is the third value of LDAP's logic, which no NOT turns into a match. */
export type Truth = boolean | undefined
export type Predicate = (entry: StoredEntry) => Truth

export const UNDEFINED: Predicate = () => undefined

/**
 * The key that an equality assertion looks for; undefined when the octets are no value of the attribute.
 * objectClass and objectCategory take the short names of classes, GUIDs their dashed form, booleans any case.
 * @source MS-ADTS 3.1.1.3.1.3.1; ldap.md 5
 */
export function assertedKey(view: SearchView, attribute: AttributeType, octets: Buffer): string | undefined {
  const { schema, forest } = view.tree
  const text = octets.toString('utf8')
  if (attribute.name === 'objectClass') {
    const found = schema.class(text)
    return found === undefined ? undefined : attribute.syntax.key(found.name)
  }
  if (attribute.name === 'objectCategory' && !text.includes('=')) {
    const cn = schema.class(text)?.defaultCategoryCn
    return cn === undefined ? undefined : attribute.syntax.key(`CN=${cn},${forest.schemaDn}`)
  }
  if (attribute.name === 'objectGUID') {
    const guid = parseGuid(text)
    if (guid !== undefined) return guidToBytes(guid).toString('latin1')
  }
  const isBoolean = attribute.syntax.name === 'boolean'
  const kept = attribute.syntax.parse(isBoolean ? Buffer.from(text.toUpperCase()) : octets)
  return kept === undefined ? undefined : attribute.syntax.key(kept)
}

/** The id that an assertion on a linked attribute names: null for a name of nothing, undefined for no name. */
export function assertedId(view: SearchView, octets: Buffer): string | null | undefined {
  const resolved = resolveName(view.tree, octets.toString('utf8'))
  if (resolved.kind === 'malformed') return undefined
  return resolved.kind === 'entry' ? resolved.entry.record.id : null
}

export function equality(view: SearchView, name: string, octets: Buffer): Predicate {
  const attribute = assertedAttribute(view, name)
  if (attribute === undefined) return UNDEFINED
  if (attribute.linkId !== null) return linkEquality(view, attribute, octets)

  const { tree } = view
  const key = assertedKey(view, attribute, octets)
  if (key === undefined) return UNDEFINED
  const isEqual = rememberSome((kept) => attribute.syntax.key(kept) === key)
  return (entry) => entryValues(tree, entry, attribute).some(isEqual)
}

const MOST_REMEMBERED = 100

/** Many entries have the same values (class and category), whose keys cost a parse. */
function rememberSome(test: (kept: string) => boolean): (kept: string) => boolean {
  const known = new Map<string, boolean>()
  return (kept) => {
    const found = known.get(kept) ?? test(kept)
    if (known.size < MOST_REMEMBERED) known.set(kept, found)
    return found
  }
}

function linkEquality(view: SearchView, attribute: AttributeType, octets: Buffer): Predicate {
  const { tree } = view
  const id = assertedId(view, octets)
  if (id === undefined) return UNDEFINED
  if (id === null) return () => false
  if (!isBackLink(attribute)) {
    return ({ record }) => tree.hasLink({ attribute: attribute.name, from: record.id, to: id })
  }
  const forward = tree.schema.otherHalf(attribute)
  if (forward === undefined) return UNDEFINED
  return ({ record }) => tree.hasLink({ attribute: forward.name, from: id, to: record.id })
}

/** What every object has. @source MS-ADTS 3.1.1.3.1.3.1 */
const ALWAYS_PRESENT: ReadonlySet<string> = new Set([
  'objectClass',
  'distinguishedName',
  'name',
  'objectGUID',
])

export function presence(view: SearchView, name: string): Predicate {
  const attribute = assertedAttribute(view, name)
  if (attribute === undefined) return UNDEFINED
  if (ALWAYS_PRESENT.has(attribute.name)) return () => true
  const { tree } = view
  if (attribute.linkId === null) return (entry) => entryValues(tree, entry, attribute).length > 0
  return ({ key }) => isLinked(tree, linkedIds(tree, key, attribute))
}

/** Whether a link leads to an entry that is still there. */
function isLinked(tree: Tree, ids: Iterable<string>): boolean {
  for (const id of ids) if (tree.get(id) !== undefined) return true
  return false
}

type Ordering = Extract<Filter, { kind: 'equal' | 'greater-or-equal' | 'less-or-equal' | 'approximate' }>

export function ordering(view: SearchView, { kind, attribute: name, value }: Ordering): Predicate {
  const sign = kind === 'less-or-equal' ? -1 : 1
  const attribute = assertedAttribute(view, name)
  const compare = attribute?.syntax.compare
  const bound = attribute?.syntax.parse(value)
  if (attribute === undefined || compare === undefined || bound === undefined) return UNDEFINED
  return (entry) => entryValues(view.tree, entry, attribute).some((kept) => compare(kept, bound) * sign >= 0)
}
