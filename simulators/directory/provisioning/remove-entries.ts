import { remove } from '../../core/index.js'
import { credentials } from '../accounts/credential.js'
import type { TreeChange } from '../tree/tree-change.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { integerValue } from '../tree/values.js'

/** Takes entries away, each with everything below it: they become tombstones, and nothing names them any more. */
export function removeEntries(tree: Tree, change: TreeChange, doomed: readonly StoredEntry[]): void {
  for (const one of doomed) bury(tree, change, one)
  const ends = doomed.flatMap(({ key }) => [...tree.linksFrom(key), ...tree.linksTo(key)])
  for (const { record } of new Map(ends.map((link) => [link.key, link])).values()) change.unlink(record)
  forget(tree, change, doomed)
}

/** What a tombstone keeps. @source MS-ADTS 3.1.1.5.5.1.1; ldap.md 6 "Show deleted" */
const KEPT: ReadonlySet<string> = new Set(
  `attributeID attributeSyntax dNReferenceUpdate dNSHostName flatName governsID groupType instanceType lDAPDisplayName
  legacyExchangeDN mS-DS-CreatorSID mSMQOwnerID nCName objectClass objectSid oMSyntax proxiedObjectName sAMAccountName
  securityIdentifier sIDHistory subClassOf systemFlags trustAttributes trustDirection trustPartner trustType
  userAccountControl`.split(/\s+/),
)

/** systemFlags: a deleted object stays where it was. @source MS-ADTS 2.2.10; @observed sites */
const DISALLOW_MOVE_ON_DELETE = 0x0200_0000

/** Moves an entry under Deleted Objects, stripped; links from and to it vanish. */
function bury(tree: Tree, change: TreeChange, entry: StoredEntry): void {
  const { id, name, parent, values } = entry.record
  const isKept = (name: string) => KEPT.has(name) || tree.schema.attribute(name)?.isPreservedOnDelete === true
  const kept = Object.entries(values).filter(([name]) => isKept(name))
  const above = parent === null ? undefined : tree.get(parent)
  change.update(entry, {
    parent: staysInPlace(entry) ? parent : deletedObjects(tree, entry),
    name: `${name}\nDEL:${id}`,
    values: {
      ...Object.fromEntries(kept),
      isDeleted: ['TRUE'],
      isRecycled: ['TRUE'],
      ...(above === undefined ? {} : { lastKnownParent: [tree.nameOf(above)] }),
    },
  })
  if (tree.world.get(credentials, id) !== undefined) change.write(remove(credentials, id))
}

function staysInPlace(entry: StoredEntry): boolean {
  return (integerValue(entry, 'systemFlags') & DISALLOW_MOVE_ON_DELETE) !== 0
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
