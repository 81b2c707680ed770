import { remove } from '../../core/index.js'
import { credentials } from '../accounts/credential.js'
import type { TreeChange } from '../tree/tree-change.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

/** Takes entries away, each with everything below it: they become tombstones, and nothing names them any more. */
export function removeEntries(tree: Tree, change: TreeChange, doomed: readonly StoredEntry[]): void {
  for (const one of doomed) bury(tree, change, one)
  forget(tree, change, doomed)
}

/** What a tombstone keeps. @source MS-ADTS 3.1.1.5.5.1.1; ldap.md 6 "Show deleted" */
const KEPT = ['objectClass', 'objectSid', 'sAMAccountName', 'userAccountControl', 'instanceType'] as const

/** Moves an entry under Deleted Objects, stripped; links from and to it vanish. */
function bury(tree: Tree, change: TreeChange, entry: StoredEntry): void {
  const { id, name, parent, values } = entry.record
  const kept = KEPT.flatMap((attribute) =>
    values[attribute] === undefined ? [] : [[attribute, values[attribute]]],
  )
  const above = parent === null ? undefined : tree.get(parent)
  change.update(entry, {
    parent: deletedObjects(tree, entry),
    name: `${name}\nDEL:${id}`,
    values: {
      ...(Object.fromEntries(kept) as typeof values),
      isDeleted: ['TRUE'],
      isRecycled: ['TRUE'],
      ...(above === undefined ? {} : { lastKnownParent: [tree.nameOf(above)] }),
    },
  })
  for (const { record } of [...tree.linksFrom(id), ...tree.linksTo(id)]) change.unlink(record)
  if (tree.world.get(credentials, id) !== undefined) change.write(remove(credentials, id))
}

function deletedObjects(tree: Tree, entry: StoredEntry): string | null {
  const head = tree.headOf(entry)
  for (const child of tree.children(head.key)) if (child.record.name === 'Deleted Objects') return child.key
  return entry.record.parent
}

/** Takes the deleted entries out of the single links of those that stay. */
function forget(tree: Tree, change: TreeChange, doomed: readonly StoredEntry[]): void {
  const ids = new Set(doomed.map(({ key }) => key))
  const touched = new Map<StoredEntry, Set<string>>()
  for (const id of ids) {
    for (const { name } of tree.singleLinksTo(id)) {
      for (const naming of tree.byValue(name, id)) {
        if (!ids.has(naming.key)) touched.set(naming, (touched.get(naming) ?? new Set()).add(name))
      }
    }
  }
  for (const [naming, attributes] of touched) {
    const values = Object.entries(naming.record.values).filter(([name]) => !attributes.has(name))
    change.update(naming, { values: Object.fromEntries(values) })
  }
}
