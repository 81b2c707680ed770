import { isForwardLink, type AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { computedValues, PLAIN_COMPUTED, rdnAttribute } from './computed-attributes.js'

const NO_VALUES: readonly string[] = []

/** The values of an attribute in their kept form; links as the names of what they lead to. */
export function entryValues(tree: Tree, entry: StoredEntry, attribute: AttributeType): readonly string[] {
  if (attribute.linkId !== null) return names(tree, linkedIds(tree, entry.record.id, attribute))
  const kept = entry.record.values[attribute.name]
  if (kept !== undefined) return kept
  return computedValues(tree, entry, attribute.name) ?? NO_VALUES
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

/** The attributes that `*` asks for: all that have values and are not constructed. */
export function plainAttributes(tree: Tree, entry: StoredEntry): Iterable<AttributeType> {
  const { schema } = tree
  const found = new Set<AttributeType>()
  const add = (attribute: AttributeType | undefined) => {
    if (attribute !== undefined) found.add(attribute)
  }
  add(schema.attribute(rdnAttribute(entry)))
  for (const name of PLAIN_COMPUTED) add(schema.attribute(name))
  for (const name in entry.record.values) add(schema.attribute(name))
  for (const { record } of tree.linksFrom(entry.record.id)) add(schema.attribute(record.attribute))
  for (const { record } of tree.linksTo(entry.record.id)) addBackLink(schema.attribute(record.attribute))
  for (const forward of tree.singleLinksTo(entry.record.id)) addBackLink(forward)
  return found

  function addBackLink(forward: AttributeType | undefined): void {
    if (forward !== undefined) add(schema.otherHalf(forward))
  }
}
