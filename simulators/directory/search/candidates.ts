import type { Filter } from '../ldap/filter.js'
import { isBackLink, isForwardLink, type AttributeType } from '../schema/attribute-type.js'
import { guidFromBytes } from '../names/guid.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { anrClauses, isAnr } from './ambiguous-names.js'
import { assertedId, assertedKey } from './assertion.js'
import { linkedIds } from './entry-values.js'
import { bitRuleOf, CHAIN_RULE, chainTo } from './matching-rules.js'
import { numberOf, orderKey } from './indexes/order-key.js'
import type { ValueIndex } from './indexes/value-index.js'
import { indexOf } from './indexes/value-indexes.js'
import { hasSubstrings, partKey } from './substrings.js'
import { assertedAttribute, type SearchView } from './search-view.js'

/** Entries among which all matches are, found by an index; about how many they are. */
export interface Candidates {
  readonly count: number
  readonly entries: () => Iterable<StoredEntry>
}

type Substrings = Extract<Filter, { kind: 'substrings' }>
type Extensible = Extract<Filter, { kind: 'extensible' }>
type Assertion = Extract<
  Filter,
  { value: Buffer; kind: 'equal' | 'greater-or-equal' | 'less-or-equal' | 'approximate' }
>

const NONE: Candidates = { count: 0, entries: () => [] }

/** The smallest set an index offers for a filter; undefined when only a walk through the tree finds its matches. */
export function candidatesOf(view: SearchView, filter: Filter): Candidates | undefined {
  switch (filter.kind) {
    case 'and':
      return smallest(filter.filters.map((inner) => candidatesOf(view, inner)))
    case 'or':
      return union(filter.filters.map((inner) => candidatesOf(view, inner)))
    case 'not':
      return undefined
    case 'present':
      return byPresence(view, filter.attribute)
    case 'equal':
    case 'approximate':
      return byEquality(view, filter.attribute, filter.value)
    case 'greater-or-equal':
    case 'less-or-equal':
      return byOrder(view, filter)
    case 'substrings':
      return bySubstrings(view, filter)
    case 'extensible':
      return byRule(view, filter)
  }
}

function byEquality(view: SearchView, name: string, value: Buffer): Candidates | undefined {
  if (isAnr(name)) return byClauses(view, value)
  const attribute = assertedAttribute(view, name)
  if (attribute === undefined) return NONE
  if (attribute.linkId !== null) return byLink(view, attribute, value)

  const { tree } = view
  const key = assertedKey(view, attribute, value)
  if (key === undefined) return NONE
  if (attribute.name === 'objectGUID') return one(tree.get(guidFromBytes(Buffer.from(key, 'latin1'))))
  if (attribute.name === 'distinguishedName') return byId(tree, assertedId(view, value))
  if (attribute.name === 'name') return byWorldIndex(tree, 'name', key)
  if (!isIndexed(attribute)) return undefined
  if (isNaming(attribute))
    return union([byWorldIndex(tree, 'name', key), byWorldIndex(tree, attribute.name, key)])
  if (!isKept(attribute)) return byKey(tree, attribute, value)
  return byWorldIndex(tree, attribute.name, key)
}

/** The index that all of the lab uses. */
function byWorldIndex(tree: Tree, name: string, key: string): Candidates {
  return { count: tree.countByValue(name, key), entries: () => tree.byValue(name, key) }
}

function byKey(tree: Tree, attribute: AttributeType, value: Buffer): Candidates {
  const kept = attribute.syntax.parse(value)
  return kept === undefined ? NONE : fromIndex(tree, attribute, () => [orderKey(attribute, kept)])
}

function byClauses(view: SearchView, value: Buffer): Candidates | undefined {
  return union(anrClauses(view.tree, value.toString('utf8')).map((clause) => candidatesOf(view, clause)))
}

/** Names entries of some classes, where the name of the record is its value. */
function isNaming({ name }: AttributeType): boolean {
  return name === 'cn' || name === 'ou' || name === 'dc'
}

/** What the schema does not mark, but who polls a directory asks for. */
const TIMES = ['whenChanged', 'whenCreated', 'modifyTimeStamp', 'createTimeStamp'] as const
const ALSO_INDEXED: ReadonlySet<string> = new Set(TIMES)
/** Worked out from the record, so that the world's own index does not have them. */
const UNKEPT: ReadonlySet<string> = new Set(['uSNChanged', 'uSNCreated', ...TIMES])

function isIndexed({ name, isIndexed: isMarked, isConstructed, linkId }: AttributeType): boolean {
  return ALSO_INDEXED.has(name) || (!isConstructed && linkId === null && isMarked)
}

function isKept({ name }: AttributeType): boolean {
  return !UNKEPT.has(name)
}

function byLink(view: SearchView, attribute: AttributeType, octets: Buffer): Candidates | undefined {
  const { tree } = view
  const id = assertedId(view, octets)
  const opposite = tree.schema.otherHalf(attribute)
  if (typeof id !== 'string') return NONE
  if (opposite === undefined) return isBackLink(attribute) ? NONE : undefined
  return byIds(tree, [...linkedIds(tree, id, opposite)])
}

function byPresence(view: SearchView, name: string): Candidates | undefined {
  const attribute = assertedAttribute(view, name)
  if (attribute === undefined || isAnr(name)) return NONE
  const { tree } = view
  if (isForwardLink(attribute)) return fromIndex(tree, attribute, ({ keys }) => keys)
  const forward = isBackLink(attribute) ? tree.schema.otherHalf(attribute) : undefined
  if (forward !== undefined) return byIds(tree, [...indexOf(tree, forward).keys])
  if (attribute.name === 'objectClass' || !isIndexed(attribute) || attribute.name === 'name') return undefined
  return fromIndex(tree, attribute, ({ keys }) => keys)
}

function byOrder(view: SearchView, { kind, attribute: name, value }: Assertion): Candidates | undefined {
  const attribute = assertedAttribute(view, name)
  const kept = attribute?.syntax.compare === undefined ? undefined : attribute.syntax.parse(value)
  if (attribute === undefined || kept === undefined) return NONE
  if (!isIndexed(attribute)) return undefined
  const bound = orderKey(attribute, kept)
  return fromIndex(view.tree, attribute, (index) =>
    kind === 'less-or-equal' ? index.between(undefined, bound) : index.between(bound, undefined),
  )
}

/** Values with the right beginning; without one, every value is looked at, which are fewer than the entries. */
function bySubstrings(view: SearchView, filter: Substrings): Candidates | undefined {
  if (isAnr(filter.attribute)) return byClauses(view, filter.initial ?? Buffer.alloc(0))
  const attribute = assertedAttribute(view, filter.attribute)
  if (attribute === undefined || !hasSubstrings(attribute)) return NONE
  if (!isIndexed(attribute)) return undefined
  const key = (octets: Buffer) => partKey(attribute, octets)
  const { initial, any, final } = filter
  if (initial !== undefined) return fromIndex(view.tree, attribute, (index) => index.beginning(key(initial)))
  const parts = [...any, ...(final === undefined ? [] : [final])].map(key)
  const index = indexOf(view.tree, attribute)
  const fits = (value: string) => parts.every((part) => value.includes(part))
  return {
    count: index.size,
    entries: () => entriesOf(view.tree, index.ids([...index.keys].filter(fits))),
  }
}

function byRule(view: SearchView, filter: Extensible): Candidates | undefined {
  const { attribute: name, rule, value } = filter
  if (name === undefined) return NONE
  if (rule === undefined) return byEquality(view, name, value)
  const attribute = assertedAttribute(view, name)
  if (attribute === undefined) return NONE
  if (rule === CHAIN_RULE) {
    const reached = chainTo(view, attribute, value)
    return reached === undefined ? NONE : byIds(view.tree, reached)
  }
  const hasBits = bitRuleOf(rule, attribute, value)
  if (hasBits === undefined) return NONE
  if (!isIndexed(attribute)) return undefined
  return fromIndex(view.tree, attribute, ({ keys }) => [...keys].filter((key) => hasBits(numberOf(key))))
}

function fromIndex(
  tree: Tree,
  attribute: AttributeType,
  choose: (index: ValueIndex) => Iterable<string>,
): Candidates {
  const index = indexOf(tree, attribute)
  const keys = [...choose(index)]
  return { count: index.count(keys), entries: () => entriesOf(tree, index.ids(keys)) }
}

function byIds(tree: Tree, ids: Iterable<string>): Candidates {
  const all = [...ids]
  return { count: all.length, entries: () => entriesOf(tree, all) }
}

function byId(tree: Tree, id: string | null | undefined): Candidates {
  return typeof id === 'string' ? one(tree.get(id)) : NONE
}

function* entriesOf(tree: Tree, ids: Iterable<string>): Iterable<StoredEntry> {
  for (const id of ids) {
    const entry = tree.get(id)
    if (entry !== undefined) yield entry
  }
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
