import { groupIdsOf } from '../accounts/memberships.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'

/** Bits of groupType. @source MS-ADTS 2.2.12 */
const GROUP = { local: 0x4, security: 0x80000000 } as const

/**
 * Identifiers of all security groups an account is in, nested ones and the primary group included.
 * @source MS-ADTS 3.1.1.4.5.19
 */
export function tokenGroups(tree: Tree, entry: StoredEntry): readonly string[] {
  return securityGroups(tree, entry).map(({ sid }) => sid)
}

/** The same without groups that count in their own domain only. @source MS-ADTS 3.1.1.4.5.21 */
export function forestTokenGroups(tree: Tree, entry: StoredEntry): readonly string[] {
  return securityGroups(tree, entry).flatMap(({ sid, type }) => ((type & GROUP.local) === 0 ? [sid] : []))
}

function securityGroups(tree: Tree, entry: StoredEntry): { readonly sid: string; readonly type: number }[] {
  return [...groupIdsOf(tree, entry)].flatMap((id) => {
    const group = tree.get(id)
    const sid = group && firstValue(group, 'objectSid')
    const type = Number(group && firstValue(group, 'groupType'))
    return sid === undefined || (type & GROUP.security) === 0 ? [] : [{ sid, type }]
  })
}
