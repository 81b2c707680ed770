import { isForwardLink, type AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { computedValues, plainComputedNames } from './computed-attributes.js'

/** The values of an attribute in their kept form; links as the names of what they lead to. */
export function entryValues(tree: Tree, entry: StoredEntry, attribute: AttributeType): readonly string[] {
  if (attribute.linkId !== null) return names(tree, linkedIds(tree, entry.record.id, attribute))
  const kept = entry.record.values[attribute.name]
  if (kept !== undefined) return kept
  return computedValues(tree, entry, attribute.name) ?? []
}

/** The ids an entry is linked to by either half of a link. */
export function linkedIds(tree: Tree, id: string, attribute: AttributeType): Iterable<string> {
  if (isForwardLink(attribute)) return tree.linked(attribute.name, id)
  const forward = tree.schema.otherHalf(attribute)
  return forward === undefined ? [] : tree.linking(forward.name, id)
}

function* namesOf(tree: Tree, ids: Iterable<string>): Iterable<string> {
  for (const id of ids) {
    const entry = tree.get(id)
    if (entry !== undefined) yield tree.nameOf(entry)
  }
}

function names(tree: Tree, ids: Iterable<string>): readonly string[] {
  return [...namesOf(tree, ids)]
}

/** The attributes that `*` asks for: all that have values and are not constructed. */
export function plainAttributes(tree: Tree, entry: StoredEntry): readonly AttributeType[] {
  const found = new Set([...Object.keys(entry.record.values), ...plainComputedNames(tree, entry)])
  for (const { record } of tree.linksFrom(entry.record.id)) found.add(record.attribute)
  for (const forward of attributesLeadingTo(tree, entry.record.id)) {
    const back = tree.schema.otherHalf(forward)
    if (back !== undefined) found.add(back.name)
  }
  return [...found].flatMap((name) => tree.schema.attribute(name) ?? [])
}

function attributesLeadingTo(tree: Tree, id: string): ReadonlySet<AttributeType> {
  const records = [...tree.linksTo(id)].flatMap(({ record }) => tree.schema.attribute(record.attribute) ?? [])
  return new Set([...records, ...tree.singleLinksTo(id)])
}
