import type { Filter } from '../ldap/filter.js'
import { isBackLink, type AttributeType } from '../schema/attribute-type.js'
import { guidFromBytes } from '../names/guid.js'
import type { StoredEntry } from '../tree/tree.js'
import { assertedId, assertedKey } from './assertion.js'
import { linkedIds } from './entry-values.js'
import { visibleAttribute, type SearchView } from './search-view.js'

/** Entries among which all matches are, found by an index; about how many they are. */
export interface Candidates {
  readonly count: number
  readonly entries: () => Iterable<StoredEntry>
}

const NONE: Candidates = { count: 0, entries: () => [] }

/** The smallest set an index offers for a filter; undefined when only a walk through the tree finds its matches. */
export function candidatesOf(view: SearchView, filter: Filter): Candidates | undefined {
  switch (filter.kind) {
    case 'and':
      return smallest(filter.filters.map((inner) => candidatesOf(view, inner)))
    case 'or':
      return union(filter.filters.map((inner) => candidatesOf(view, inner)))
    case 'equal':
      return byEquality(view, filter.attribute, filter.value)
    default:
      return undefined
  }
}

function byEquality(view: SearchView, name: string, octets: Buffer): Candidates | undefined {
  const attribute = visibleAttribute(view, name)
  if (attribute === undefined) return undefined
  if (attribute.linkId !== null) return byLink(view, attribute, octets)

  const { tree } = view
  const key = assertedKey(view, attribute, octets)
  if (key === undefined) return NONE
  if (attribute.name === 'objectGUID') return one(tree.get(guidFromBytes(Buffer.from(key, 'latin1'))))
  const index = attribute.name === 'cn' ? 'name' : attribute.name
  if (!attribute.isIndexed && index !== 'name') return undefined
  if (UNKEPT.has(index)) return undefined
  return { count: tree.countByValue(index, key), entries: () => tree.byValue(index, key) }
}

/** Indexed by the schema, but computed from the record here, so that the value index does not have them. */
const UNKEPT: ReadonlySet<string> = new Set([
  'uSNChanged',
  'uSNCreated',
  'whenCreated',
  'whenChanged',
  'ou',
  'dc',
])

function byLink(view: SearchView, attribute: AttributeType, octets: Buffer): Candidates | undefined {
  const { tree } = view
  const id = assertedId(view, octets)
  const opposite = tree.schema.otherHalf(attribute)
  if (typeof id !== 'string') return NONE
  if (opposite === undefined) return isBackLink(attribute) ? NONE : undefined
  const ids = [...linkedIds(tree, id, opposite)]
  return { count: ids.length, entries: () => ids.flatMap((found) => tree.get(found) ?? []) }
}

function one(entry: StoredEntry | undefined): Candidates {
  return entry === undefined ? NONE : { count: 1, entries: () => [entry] }
}

function smallest(all: readonly (Candidates | undefined)[]): Candidates | undefined {
  return all.reduce((best, next) => {
    if (next === undefined) return best
    return best === undefined || next.count < best.count ? next : best
  }, undefined)
}

function union(all: readonly (Candidates | undefined)[]): Candidates | undefined {
  const parts = all.filter((part) => part !== undefined)
  if (parts.length < all.length) return undefined
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    entries: () =>
      new Map(parts.flatMap(({ entries }) => [...entries()].map((entry) => [entry.key, entry]))).values(),
  }
}
