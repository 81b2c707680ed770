import { parseDn } from '../names/parse-dn.js'
import type { ObjectClass } from '../schema/object-class.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { allValues, firstValue } from '../tree/values.js'

type Compute = (tree: Tree, entry: StoredEntry) => readonly string[]

/** What the classes of an object allow, whoever asks. @source MS-ADTS 3.1.1.4.5.3, 3.1.1.4.5.6, 3.1.1.4.5.23 */
export const CLASS_ATTRIBUTES: Readonly<Record<string, Compute>> = {
  allowedAttributes: (tree, entry) => [...tree.schema.attributesOf(allValues(entry, 'objectClass'))],
  allowedChildClasses: (tree, entry) => inferiors(tree, allValues(entry, 'objectClass').at(-1)),
  possibleInferiors: (tree, entry) => inferiors(tree, firstValue(entry, 'lDAPDisplayName')),
}

/** The classes of which objects can be made below objects of a class. */
function inferiors(tree: Tree, name: string | undefined): readonly string[] {
  if (name === undefined) return []
  const superiors = new Set(tree.schema.chain(name).map((found) => found.name))
  const closed = systemOnlyClasses(tree)
  return tree.schema.classes
    .filter((found) => found.kind === 'structural' && !closed.has(found.name))
    .filter((found) => possibleSuperiors(tree, found).some((superior) => superiors.has(superior)))
    .map((found) => found.name)
}

function possibleSuperiors({ schema }: Tree, { name }: ObjectClass): readonly string[] {
  return schema.chain(name).flatMap((found) => found.superiors)
}

/** Classes of which only the system makes objects. */
const systemOnlyClasses = onSchema((tree) => {
  const head = tree.find(parseDn(tree.forest.schemaDn) ?? [])
  const names = new Set<string>()
  for (const object of head === undefined ? [] : tree.children(head.record.id)) {
    const name = firstValue(object, 'lDAPDisplayName')
    if (name !== undefined && firstValue(object, 'systemOnly') === 'TRUE') names.add(name)
  }
  return names
})

/** Works something out once for each state of the schema. */
function onSchema<T>(compute: (tree: Tree) => T): (tree: Tree) => T {
  const known = new WeakMap<readonly ObjectClass[], T>()
  return (tree) => {
    const { classes } = tree.schema
    const found = known.get(classes) ?? compute(tree)
    known.set(classes, found)
    return found
  }
}
