import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'

/** Ids of all groups that a principal is in: through other groups, and its primary group. @source MS-ADTS 3.1.1.4.5.19 */
export function groupIdsOf(tree: Tree, entry: StoredEntry): ReadonlySet<string> {
  const primary = primaryGroupOf(tree, entry)
  const waiting = [entry.record.id, ...(primary === undefined ? [] : [primary.record.id])]
  const seen = new Set<string>()
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    waiting.push(...tree.linking('member', id))
  }
  seen.delete(entry.record.id)
  return seen
}

function primaryGroupOf(tree: Tree, entry: StoredEntry): StoredEntry | undefined {
  const sid = firstValue(entry, 'objectSid')
  const rid = firstValue(entry, 'primaryGroupID')
  if (sid === undefined || rid === undefined) return undefined
  return tree.unique('objectSid', `${sid.slice(0, sid.lastIndexOf('-'))}-${rid}`)
}
