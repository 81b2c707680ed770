/** Who owns an object, who may do what with it, and what is audited. @source MS-DTYP 2.4.6 */
export interface SecurityDescriptor {
  readonly owner: string | undefined
  readonly group: string | undefined
  readonly dacl: AccessList | undefined
  readonly sacl: AccessList | undefined
}

export interface AccessList {
  /** Takes nothing over from the objects above. */
  readonly isProtected: boolean
  /** What it has from above was put there by the directory. */
  readonly isAutoInherited: boolean
  readonly entries: readonly AccessEntry[]
}

/** One entry of an access list: allows, denies or audits. @source MS-DTYP 2.4.4 */
export interface AccessEntry {
  readonly type: number
  readonly flags: number
  readonly mask: number
  /** The attribute, property set, class or extended right that it is about, as a dashed GUID; undefined for all. */
  readonly objectType: string | undefined
  /** The class of the objects that take it over, as a dashed GUID; undefined for all. */
  readonly inheritedType: string | undefined
  readonly sid: string
}

/** Types of entries; those for objects can name what they are about. @source MS-DTYP 2.4.4.1 */
export const ENTRY_TYPE = {
  allow: 0,
  deny: 1,
  audit: 2,
  allowObject: 5,
  denyObject: 6,
  auditObject: 7,
} as const

/** @source MS-DTYP 2.4.4.1 */
export const ENTRY_FLAG = {
  objectInherit: 0x1,
  containerInherit: 0x2,
  noPropagate: 0x4,
  inheritOnly: 0x8,
  inherited: 0x10,
} as const

/** What can be done to an object of the directory. @source MS-ADTS 5.1.3.2 */
export const RIGHT = {
  createChild: 0x1,
  deleteChild: 0x2,
  listContents: 0x4,
  validatedWrite: 0x8,
  readProperty: 0x10,
  writeProperty: 0x20,
  deleteTree: 0x40,
  listObject: 0x80,
  controlAccess: 0x100,
  delete: 0x1_0000,
  readControl: 0x2_0000,
  writeDacl: 0x4_0000,
  writeOwner: 0x8_0000,
} as const

export const OBJECT_TYPES: ReadonlySet<number> = new Set([
  ENTRY_TYPE.allowObject,
  ENTRY_TYPE.denyObject,
  ENTRY_TYPE.auditObject,
])
