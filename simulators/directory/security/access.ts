import { groupIdsOf } from '../accounts/memberships.js'
import { fold } from '../names/fold.js'
import { guidFromBytes } from '../names/guid.js'
import { tokenGroups } from '../search/token-groups.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import type { Modification } from '../ldap/request.js'
import { isDescriptor, rightsToWrite } from './written-descriptor.js'
import { descriptorOf } from './descriptor-of.js'
import { isInForce, namesType } from './inherit.js'
import { ENTRY_TYPE, RIGHT, type SecurityDescriptor } from './security-descriptor.js'

const EVERYONE = 'S-1-1-0'
const AUTHENTICATED = 'S-1-5-11'
const SELF = 'S-1-5-10'

/** What an access list knows somebody by: own identity, groups, and what everybody is who has logged on. */
export function identitiesOf(tree: Tree, account: StoredEntry): ReadonlySet<string> {
  const own = firstValue(account, 'objectSid')
  const found = new Set([...(own === undefined ? [] : [own]), ...tokenGroups(tree, account)])
  for (const sid of [EVERYONE, AUTHENTICATED]) {
    found.add(sid)
    for (const principal of tree.byValue('objectSid', sid)) {
      for (const id of groupIdsOf(tree, principal)) {
        const group = tree.get(id)
        const groupSid = group === undefined ? undefined : firstValue(group, 'objectSid')
        if (groupSid !== undefined) found.add(groupSid)
      }
    }
  }
  return found
}

interface Demand {
  readonly right: number
  /** The attribute and its property set, or the extended right: an entry that names none of them says nothing. */
  readonly types: ReadonlySet<string>
}

/** Whether a descriptor grants rights: of the entries about each, the first decides. @source MS-ADTS 5.1.3.3.2, 5.1.3.3.3 */
function grants(
  { owner, dacl }: SecurityDescriptor,
  identities: ReadonlySet<string>,
  { right, types }: Demand,
): boolean {
  if (dacl === undefined) return true
  if (owner !== undefined && identities.has(owner) && (right & OF_OWNERS) === right) return true
  let wanted = right
  for (const entry of dacl.entries) {
    if (!isInForce(entry) || (entry.mask & wanted) === 0 || !identities.has(entry.sid)) continue
    const type = namesType(entry)
    if (type !== undefined && !types.has(type)) continue
    if (entry.type === ENTRY_TYPE.deny || entry.type === ENTRY_TYPE.denyObject) return false
    if (entry.type === ENTRY_TYPE.allow || entry.type === ENTRY_TYPE.allowObject) wanted &= ~entry.mask
    if (wanted === 0) return true
  }
  return false
}

/** Who owns an object may always read and change its access list. @source MS-ADTS 5.1.3.3.4 */
const OF_OWNERS = RIGHT.readControl | RIGHT.writeDacl

/** What a client writes of an entry, and which parts of its descriptor. */
export interface Written {
  readonly modifications: readonly Modification[]
  readonly parts: number
}

/**
 * Whether somebody may write each of these attributes of an entry: the right to write the attribute, or for its
 * descriptor those to its parts. @source MS-ADTS 3.1.1.5.3.1.1
 */
export function maySet(
  tree: Tree,
  { account, entry }: { readonly account: StoredEntry; readonly entry: StoredEntry },
  { modifications, parts }: Written,
): boolean {
  const identities = new Set(identitiesOf(tree, account))
  if (account.key === entry.key) identities.add(SELF)
  const descriptor = descriptorOf(tree, entry)
  return modifications.every(({ attribute: { type } }) => {
    const right = isDescriptor(type) ? rightsToWrite(parts) : RIGHT.writeProperty
    return right !== undefined && grants(descriptor, identities, { right, types: typesOf(tree, type) })
  })
}

/** Whether somebody has an extended right to an entry, named by its GUID. @source MS-ADTS 5.1.3.3.4 */
export function mayExercise(
  tree: Tree,
  { account, entry }: { readonly account: StoredEntry; readonly entry: StoredEntry },
  extendedRight: string,
): boolean {
  const demand = { right: RIGHT.controlAccess, types: new Set([extendedRight]) }
  return grants(descriptorOf(tree, entry), identitiesOf(tree, account), demand)
}

/** The GUIDs of an attribute and of the property set that it is in. @source MS-ADTS 3.1.1.2.3.3 */
function typesOf(tree: Tree, attribute: string): ReadonlySet<string> {
  for (const found of tree.byValue('lDAPDisplayName', fold(attribute))) {
    const octets = ['schemaIDGUID', 'attributeSecurityGUID'].flatMap((name) => firstValue(found, name) ?? [])
    return new Set(octets.map((guid) => guidFromBytes(Buffer.from(guid, 'latin1'))))
  }
  return new Set()
}
