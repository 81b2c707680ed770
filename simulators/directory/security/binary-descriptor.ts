import { guidFromBytes, guidToBytes } from '../names/guid.js'
import { sidFromBytes, sidToBytes } from '../names/sid.js'
import {
  OBJECT_TYPES,
  type AccessEntry,
  type AccessList,
  type SecurityDescriptor,
} from './security-descriptor.js'

/** Bits of the header. @source MS-DTYP 2.4.6 */
const CONTROL = {
  daclPresent: 0x4,
  saclPresent: 0x10,
  daclAutoInherited: 0x400,
  saclAutoInherited: 0x800,
  daclProtected: 0x1000,
  saclProtected: 0x2000,
  selfRelative: 0x8000,
} as const

const HEADER = 20
const LIST_HEADER = 8
/** An access list that may have entries for objects. @source MS-DTYP 2.4.5 */
const LIST_REVISION = 4
/** Which of its GUIDs an entry for objects has. @source MS-DTYP 2.4.4.3 */
const PRESENT = { objectType: 1, inheritedType: 2 } as const

/** The self-relative form. @source MS-DTYP 2.4.6 */
export function encodeDescriptor({ owner, group, dacl, sacl }: SecurityDescriptor): Buffer {
  const parts = [
    { at: 12, octets: sacl === undefined ? undefined : encodeList(sacl) },
    { at: 16, octets: dacl === undefined ? undefined : encodeList(dacl) },
    { at: 4, octets: owner === undefined ? undefined : sidToBytes(owner) },
    { at: 8, octets: group === undefined ? undefined : sidToBytes(group) },
  ]
  const header = Buffer.alloc(HEADER)
  header.writeUInt8(1, 0)
  header.writeUInt16LE(controlOf(dacl, sacl), 2)
  const contents: Buffer[] = [header]
  let end = HEADER
  for (const { at, octets } of parts) {
    if (octets === undefined) continue
    header.writeUInt32LE(end, at)
    contents.push(octets)
    end += octets.length
  }
  return Buffer.concat(contents)
}

function controlOf(dacl: AccessList | undefined, sacl: AccessList | undefined): number {
  return (
    CONTROL.selfRelative |
    (dacl === undefined ? 0 : CONTROL.daclPresent) |
    (sacl === undefined ? 0 : CONTROL.saclPresent) |
    (dacl?.isAutoInherited === true ? CONTROL.daclAutoInherited : 0) |
    (sacl?.isAutoInherited === true ? CONTROL.saclAutoInherited : 0) |
    (dacl?.isProtected === true ? CONTROL.daclProtected : 0) |
    (sacl?.isProtected === true ? CONTROL.saclProtected : 0)
  )
}

function encodeList({ entries }: AccessList): Buffer {
  const octets = entries.map(encodeEntry)
  const header = Buffer.alloc(LIST_HEADER)
  header.writeUInt8(LIST_REVISION, 0)
  header.writeUInt16LE(LIST_HEADER + octets.reduce((sum, { length }) => sum + length, 0), 2)
  header.writeUInt16LE(octets.length, 4)
  return Buffer.concat([header, ...octets])
}

function encodeEntry({ type, flags, mask, objectType, inheritedType, sid }: AccessEntry): Buffer {
  const head = Buffer.alloc(OBJECT_TYPES.has(type) ? 12 : 8)
  head.writeUInt8(type, 0)
  head.writeUInt8(flags, 1)
  head.writeUInt32LE(mask, 4)
  const rest = [sidToBytes(sid)]
  if (OBJECT_TYPES.has(type)) {
    if (inheritedType !== undefined) rest.unshift(guidToBytes(inheritedType))
    if (objectType !== undefined) rest.unshift(guidToBytes(objectType))
    const present =
      (objectType === undefined ? 0 : PRESENT.objectType) |
      (inheritedType === undefined ? 0 : PRESENT.inheritedType)
    head.writeUInt32LE(present, 8)
  }
  const octets = Buffer.concat([head, ...rest])
  octets.writeUInt16LE(octets.length, 2)
  return octets
}

/** Undefined when the octets are no self-relative descriptor. Entries of types that are not known are left out. */
export function decodeDescriptor(octets: Buffer): SecurityDescriptor | undefined {
  if (octets.length < HEADER || octets[0] !== 1) return undefined
  const control = octets.readUInt16LE(2)
  const has = (bit: number) => (control & bit) !== 0
  if (!has(CONTROL.selfRelative)) return undefined
  try {
    return {
      owner: decodeSid(octets, octets.readUInt32LE(4)),
      group: decodeSid(octets, octets.readUInt32LE(8)),
      dacl: has(CONTROL.daclPresent)
        ? {
            isProtected: has(CONTROL.daclProtected),
            isAutoInherited: has(CONTROL.daclAutoInherited),
            entries: decodeEntries(octets, octets.readUInt32LE(16)),
          }
        : undefined,
      sacl: has(CONTROL.saclPresent)
        ? {
            isProtected: has(CONTROL.saclProtected),
            isAutoInherited: has(CONTROL.saclAutoInherited),
            entries: decodeEntries(octets, octets.readUInt32LE(12)),
          }
        : undefined,
    }
  } catch (error) {
    // Lengths and offsets come from a client: what leads out of the octets is no descriptor.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function decodeSid(octets: Buffer, offset: number): string | undefined {
  if (offset === 0) return undefined
  return sidFromBytes(part(octets, offset, 8 + 4 * octets.readUInt8(offset + 1)))
}

function decodeEntries(octets: Buffer, offset: number): readonly AccessEntry[] {
  if (offset === 0) return []
  const entries: AccessEntry[] = []
  let at = offset + LIST_HEADER
  for (let count = octets.readUInt16LE(offset + 4); count > 0; count--) {
    const length = octets.readUInt16LE(at + 2)
    const entry = decodeEntry(part(octets, at, length))
    if (entry !== undefined) entries.push(entry)
    at += length
  }
  return entries
}

const HIGHEST_TYPE = 7
/** Entries that system alarms would have, which no Windows has. @source MS-DTYP 2.4.4.1 (reserved) */
const RESERVED: ReadonlySet<number> = new Set([3, 4])

function decodeEntry(octets: Buffer): AccessEntry | undefined {
  const type = octets.readUInt8(0)
  if (type > HIGHEST_TYPE || RESERVED.has(type)) return undefined
  const isForObjects = OBJECT_TYPES.has(type)
  const present = isForObjects ? octets.readUInt32LE(8) : 0
  let at = isForObjects ? 12 : 8
  const guid = (bit: number): string | undefined => {
    if ((present & bit) === 0) return undefined
    at += 16
    return guidFromBytes(part(octets, at - 16, 16))
  }
  const objectType = guid(PRESENT.objectType)
  const inheritedType = guid(PRESENT.inheritedType)
  const sid = decodeSid(octets, at)
  if (sid === undefined) return undefined
  return { type, flags: octets.readUInt8(1), mask: octets.readUInt32LE(4), objectType, inheritedType, sid }
}

function part(octets: Buffer, offset: number, length: number): Buffer {
  if (length === 0 || offset + length > octets.length) throw new RangeError('beyond the descriptor')
  return octets.subarray(offset, offset + length)
}
