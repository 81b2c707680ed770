import type { AttributeValues } from '../../ldap/response.js'
import { guidToBytes } from '../../names/guid.js'
import { isBackLink, isLinkRecord, type AttributeType } from '../../schema/attribute-type.js'
import { rdnAttribute } from '../../search/computed-attributes.js'
import { entryValues } from '../../search/entry-values.js'
import { visibleAttribute, type SearchView } from '../../search/search-view.js'
import { select } from '../../search/selection.js'
import { links } from '../../tree/link.js'
import { stampOf } from '../../tree/stamps.js'
import type { StoredEntry } from '../../tree/tree.js'

/** What of each changed object is wanted. */
export interface ChangeSelection {
  readonly view: SearchView
  /** The attribute list as it was sent: empty or with `*` for everything that is replicated. */
  readonly list: readonly string[]
  readonly typesOnly: boolean
  readonly isIncremental: boolean
  /** The id of the naming context's head. */
  readonly head: string
  /** Changes up to here the client has; 0 when it has nothing. */
  readonly known: number
}

/** What follows from the record, and is replicated like what is kept. */
const COMPUTED = ['name', 'whenCreated', 'nTSecurityDescriptor']

/** Always there, so that a client knows what the changes are of. @source MS-ADTS 3.1.1.3.4.1.3; ldap.md 6 "DirSync" */
const ALWAYS = ['objectGUID', 'instanceType']

/**
 * The asked attributes that changed, with all their values; those that were removed without any. Where nothing asked
 * changed, nothing at all. A name brings along where the object is.
 * @observed ad-golden's domain controller: the naming attribute, back links and what is not replicated never come
 */
export function changedAttributes(selection: ChangeSelection, entry: StoredEntry): AttributeValues[] {
  const changed = wantedAttributes(selection, entry).flatMap((attribute) =>
    isLinkRecord(attribute)
      ? changedLink(selection, entry, attribute)
      : changedValues(selection, entry, attribute),
  )
  if (changed.length === 0) return []
  const along = ALWAYS.flatMap((name) => shown(selection, entry, name))
  const isNamed = changed.some(({ name }) => name === 'name')
  return [...changed, ...along, ...(isNamed ? parentGuid(selection, entry) : [])]
}

/** The head of a naming context below the one that is asked has a parent there as well. */
function parentGuid({ typesOnly, head }: ChangeSelection, { key, record }: StoredEntry): AttributeValues[] {
  const parent = record.parent ?? (key === head ? undefined : head)
  if (parent === undefined) return []
  return [{ name: 'parentGUID', values: typesOnly ? [] : [guidToBytes(parent)] }]
}

function wantedAttributes({ view, list }: ChangeSelection, entry: StoredEntry): readonly AttributeType[] {
  const isAll = list.length === 0 || list.includes('*')
  const found = new Set<AttributeType>()
  for (const name of isAll ? [...list, ...attributesOf(view, entry)] : list) {
    const attribute = visibleAttribute(view, name)
    if (attribute !== undefined && isSent(attribute, entry)) found.add(attribute)
  }
  return [...found]
}

function attributesOf({ tree }: SearchView, { key, record }: StoredEntry): readonly string[] {
  const names = new Set([...COMPUTED, ...Object.keys(record.values), ...Object.keys(record.stamps ?? {})])
  for (const { record: link } of tree.linksFrom(key)) names.add(link.attribute)
  for (const { last } of tree.world.tombstonesBy(links, 'from', key)) names.add(last.attribute)
  return [...names]
}

function isSent(attribute: AttributeType, entry: StoredEntry): boolean {
  const isBeside = ALWAYS.includes(attribute.name) || attribute.name === rdnAttribute(entry)
  return attribute.isReplicated && !isBackLink(attribute) && !isBeside
}

function changedValues(
  selection: ChangeSelection,
  entry: StoredEntry,
  { name }: AttributeType,
): readonly AttributeValues[] {
  const { record } = entry
  if (stampOf(record, name) <= selection.known) return []
  const values = shown(selection, entry, name)
  const wasRemoved = values.length === 0 && selection.known > 0 && record.stamps?.[name] !== undefined
  return wasRemoved ? [{ name, values: [] }] : values
}

function shown({ view, typesOnly }: ChangeSelection, entry: StoredEntry, name: string): AttributeValues[] {
  const attribute = visibleAttribute(view, name)
  if (attribute === undefined) return []
  return select(view, { all: false, named: [{ attribute, range: undefined }], typesOnly }, entry)
}

/** Of a linked attribute all values, however many; or those that came as `range=1-1` and those that went as `range=0-0`. */
function changedLink(
  selection: ChangeSelection,
  entry: StoredEntry,
  attribute: AttributeType,
): readonly AttributeValues[] {
  const { view, known, typesOnly, isIncremental } = selection
  const { name } = attribute
  const { came, went } = linkChanges(selection, entry, name)
  if (came.length + went.length === 0) return []
  const answer = (part: string, values: readonly string[]) =>
    values.length === 0 ? [] : [{ name: part, values: typesOnly ? [] : values }]
  if (isIncremental)
    return [...answer(`${name};range=1-1`, came), ...answer(`${name};range=0-0`, namesOfLiving(view, went))]

  const values = entryValues(view.tree, entry, attribute)
  if (values.length === 0) return known === 0 ? [] : [{ name, values: [] }]
  return answer(name, values)
}

interface LinkChanges {
  /** Names. */
  readonly came: readonly string[]
  /** Ids. */
  readonly went: readonly string[]
}

function linkChanges({ view, known }: ChangeSelection, { key }: StoredEntry, attribute: string): LinkChanges {
  const { tree } = view
  const came: string[] = []
  const went: string[] = []
  for (const { sequence, record } of tree.linksFrom(key)) {
    if (sequence > known && record.attribute === attribute) came.push(...namesOf(view, [record.to]))
  }
  if (known > 0) {
    for (const { sequence, last } of tree.world.tombstonesBy(links, 'from', key)) {
      if (sequence > known && last.attribute === attribute) went.push(last.to)
    }
  }
  return { came, went }
}

/** A value that went with the object it named is told by that object. @observed ad-golden's domain controller */
function namesOfLiving({ tree }: SearchView, ids: readonly string[]): readonly string[] {
  const living = ids
    .flatMap((id) => tree.get(id) ?? [])
    .filter(({ record }) => record.values['isDeleted'] === undefined)
  return living.map((entry) => tree.nameOf(entry))
}

function namesOf({ tree }: SearchView, ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => tree.get(id) ?? []).map((entry) => tree.nameOf(entry))
}
