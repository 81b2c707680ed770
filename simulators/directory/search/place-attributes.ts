import { firstValue } from '../tree/values.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

type Compute = (tree: Tree, entry: StoredEntry) => readonly string[]

/**
 * What follows from an entry's place in the tree and among the groups.
 * @source MS-ADTS 3.1.1.4.5 (msDS-PrincipalName, msDS-parentdistname, msDS-Approx-Immed-Subordinates,
 * msds-memberOfTransitive, msds-memberTransitive)
 */
export const PLACE_ATTRIBUTES: Readonly<Record<string, Compute>> = {
  'msDS-PrincipalName': (tree, entry) => principalName(tree, entry),
  'msDS-parentdistname': (tree, { record }) => {
    const parent = record.parent === null ? undefined : tree.get(record.parent)
    return parent === undefined ? [] : [tree.nameOf(parent)]
  },
  'msDS-Approx-Immed-Subordinates': (tree, { key }) => [String(tree.countChildren(key))],
  'msds-memberOfTransitive': (tree, entry) => names(tree, entry, (id) => tree.linking('member', id)),
  'msds-memberTransitive': (tree, entry) => names(tree, entry, (id) => tree.linked('member', id)),
}

function principalName({ forest }: Tree, entry: StoredEntry): readonly string[] {
  const account = firstValue(entry, 'sAMAccountName')
  const sid = firstValue(entry, 'objectSid')
  if (account !== undefined) return [`${forest.netbiosDomain}\\${account}`]
  return sid === undefined ? [] : [sid]
}

/** The names of everything that is reached from an entry; the entry itself is, where it is in a loop. */
function names(tree: Tree, { key }: StoredEntry, next: (id: string) => Iterable<string>): readonly string[] {
  const reached = new Set<string>()
  const waiting = [...next(key)]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    for (const further of next(id)) waiting.push(further)
  }
  return [...reached].flatMap((id) => {
    const entry = tree.get(id)
    return entry === undefined ? [] : [tree.nameOf(entry)]
  })
}
