import { ENTRY_FLAG, OBJECT_TYPES, RIGHT, type AccessEntry, type AccessList } from './security-descriptor.js'

const { containerInherit, noPropagate, inheritOnly, inherited } = ENTRY_FLAG
const PROPAGATION = ENTRY_FLAG.objectInherit | containerInherit | noPropagate | inheritOnly

/** What generic rights mean for objects of the directory. @source MS-ADTS 5.1.3.2 */
const GENERIC: readonly (readonly [generic: number, rights: number])[] = [
  [0x1000_0000, 0xf_01ff],
  [0x8000_0000, RIGHT.readControl | RIGHT.listContents | RIGHT.readProperty | RIGHT.listObject],
  [0x4000_0000, RIGHT.readControl | RIGHT.validatedWrite | RIGHT.writeProperty],
  [0x2000_0000, RIGHT.readControl | RIGHT.listContents],
]

const CREATOR_OWNER = 'S-1-3-0'
const CREATOR_GROUP = 'S-1-3-1'

/** Who an object belongs to, and what it is: the GUIDs of its classes. */
export interface Heir {
  readonly owner: string
  readonly group: string
  readonly classGuid: string | undefined
}

/**
 * The access list of an object: its own entries, and after them those from the object above, which stay in force for
 * what is below. Every object of the directory is a container.
 * @source MS-DTYP 2.5.3.4.1 to 2.5.3.4.4; MS-ADTS 6.1.3
 */
export function inheritList(
  own: AccessList | undefined,
  above: AccessList | undefined,
  heir: Heir,
): AccessList {
  const ownEntries = own?.entries ?? []
  const explicit = ownEntries.filter(({ flags }) => (flags & inherited) === 0)
  const isProtected = own?.isProtected === true
  return {
    isProtected,
    isAutoInherited: true,
    entries: [
      ...explicit.flatMap((entry) => forHeir(entry, heir)),
      ...(isProtected ? [] : (above?.entries ?? []).flatMap((entry) => passedOn(entry, heir))),
    ],
  }
}

function passedOn(entry: AccessEntry, heir: Heir): readonly AccessEntry[] {
  if ((entry.flags & containerInherit) === 0) return []
  const goesOn = (entry.flags & noPropagate) === 0
  const flags = ((goesOn ? entry.flags & ~inheritOnly : entry.flags & ~PROPAGATION) | inherited) >>> 0
  const isForOthers = entry.inheritedType !== undefined && entry.inheritedType !== heir.classGuid
  if (isForOthers) return goesOn ? [{ ...entry, flags: flags | inheritOnly }] : []
  return forHeir({ ...entry, flags }, heir)
}

/** An entry that says "creator" or names generic rights is in force with what that means here, and passed on as it is. */
function forHeir(entry: AccessEntry, heir: Heir): readonly AccessEntry[] {
  const meant = { ...entry, mask: specific(entry.mask), sid: creator(entry.sid, heir) }
  const isAsIs = meant.mask === entry.mask && meant.sid === entry.sid
  if (isAsIs || (entry.flags & inheritOnly) !== 0) return [entry]
  const here = { ...meant, flags: entry.flags & ~PROPAGATION }
  return (entry.flags & containerInherit) === 0
    ? [here]
    : [here, { ...entry, flags: entry.flags | inheritOnly }]
}

function creator(sid: string, { owner, group }: Heir): string {
  if (sid === CREATOR_OWNER) return owner
  return sid === CREATOR_GROUP ? group : sid
}

function specific(mask: number): number {
  let rights = mask
  for (const [generic, meaning] of GENERIC) {
    if ((mask & generic) !== 0) rights = (rights & ~generic) | meaning
  }
  return rights >>> 0
}

/** True for an entry that is in force on the object that has it. */
export function isInForce({ flags }: AccessEntry): boolean {
  return (flags & inheritOnly) === 0
}

/** The GUIDs that entries for objects name. */
export function namesType({ type, objectType }: AccessEntry): string | undefined {
  return OBJECT_TYPES.has(type) ? objectType : undefined
}
