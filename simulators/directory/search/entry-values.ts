import { isForwardLink, type AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import {
  COMPUTED_FROM_OTHERS,
  COMPUTED_FROM_RECORD,
  computedValues,
  rdnAttribute,
} from './computed-attributes.js'

const NO_VALUES: readonly string[] = []

/** The values of an attribute in their kept form; links as the names of what they lead to. */
export function entryValues(tree: Tree, entry: StoredEntry, attribute: AttributeType): readonly string[] {
  if (attribute.linkId !== null) return names(tree, linkedIds(tree, entry.record.id, attribute))
  const kept = entry.record.values[attribute.name]
  if (kept !== undefined && attribute.name !== BY_NAME_ONLY) return kept
  return computedValues(tree, entry, attribute.name) ?? NO_VALUES
}

/** What the record of an entry says of an attribute by itself; a link is the id of what it leads to. */
export function ownValues(
  tree: Tree,
  entry: StoredEntry,
  { name, linkId }: AttributeType,
): readonly string[] {
  const kept = entry.record.values[name]
  if (kept !== undefined || linkId !== null) return kept ?? NO_VALUES
  return computedValues(tree, entry, name) ?? NO_VALUES
}

/** The ids an entry is linked to by either half of a link. */
export function linkedIds(tree: Tree, id: string, attribute: AttributeType): Iterable<string> {
  if (isForwardLink(attribute)) return tree.linked(attribute.name, id)
  const forward = tree.schema.otherHalf(attribute)
  return forward === undefined ? NO_VALUES : tree.linking(forward.name, id)
}

function names(tree: Tree, ids: Iterable<string>): readonly string[] {
  const found: string[] = []
  for (const id of ids) {
    const entry = tree.get(id)
    if (entry !== undefined) found.push(tree.nameOf(entry))
  }
  return found
}

/** The attributes that `*` asks for: all that have values and are not constructed, except security descriptors. */
export function plainAttributes(tree: Tree, entry: StoredEntry): Iterable<AttributeType> {
  return new Set([
    ...ownAttributes(tree, entry),
    ...keptLinks(tree, entry),
    ...relatedAttributes(tree, entry),
  ])
}

/** Of these, what the record alone says. */
export function ownAttributes(tree: Tree, entry: StoredEntry): AttributeType[] {
  const { schema } = tree
  const found: AttributeType[] = []
  for (const name of [rdnAttribute(entry), ...COMPUTED_FROM_RECORD]) {
    const attribute = schema.attribute(name)
    if (attribute !== undefined && entry.record.values[attribute.name] === undefined) found.push(attribute)
  }
  for (const name in entry.record.values) {
    const attribute = schema.attribute(name)
    if (attribute !== undefined && attribute.linkId === null && name !== BY_NAME_ONLY) found.push(attribute)
  }
  return found
}

/** @source ldap.md 5 "Attributes returned" */
const BY_NAME_ONLY = 'nTSecurityDescriptor'

/** The links that the record keeps: which there are, it says alone, but not what they lead to is called. */
export function keptLinks({ singleLinks }: Tree, { record }: StoredEntry): readonly AttributeType[] {
  return singleLinks.filter(({ name }) => record.values[name] !== undefined)
}

/** And what changes with other records: links in both directions, the names on the way to the entry, the account. */
export function relatedAttributes(tree: Tree, entry: StoredEntry): Set<AttributeType> {
  const { schema } = tree
  const { id } = entry.record
  const found = new Set<AttributeType>()
  const add = (attribute: AttributeType | undefined) => {
    if (attribute !== undefined) found.add(attribute)
  }
  for (const name of COMPUTED_FROM_OTHERS) add(schema.attribute(name))
  for (const { record } of tree.linksFrom(id)) add(schema.attribute(record.attribute))
  for (const { record } of tree.linksTo(id)) addBackLink(schema.attribute(record.attribute))
  for (const forward of tree.singleLinksTo(id)) addBackLink(forward)
  return found

  function addBackLink(forward: AttributeType | undefined): void {
    if (forward !== undefined) add(schema.otherHalf(forward))
  }
}
