import { groupIdsOf } from '../accounts/memberships.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'

/** Identifiers of all groups an account is in, nested ones and the primary group included. @source MS-ADTS 3.1.1.4.5.19 */
export function tokenGroups(tree: Tree, entry: StoredEntry): readonly string[] {
  return [...groupIdsOf(tree, entry)].flatMap((id) => {
    const group = tree.get(id)
    return group === undefined ? [] : (firstValue(group, 'objectSid') ?? [])
  })
}
