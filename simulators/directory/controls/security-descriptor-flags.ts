import { CONTROL } from '../ldap/control.js'
import { insideSequence, type ControlCodec } from './control-codec.js'

/** The parts of a security descriptor that a client asks for. @source MS-ADTS 3.1.1.3.4.1.11 */
export const DESCRIPTOR_PART = { owner: 1, group: 2, dacl: 4, sacl: 8 } as const

const ALL_PARTS = 15

/** A value of 0 asks for everything, as no control does. */
export const SECURITY_DESCRIPTOR_FLAGS: ControlCodec<number> = {
  type: CONTROL.securityDescriptorFlags,
  operations: ['search', 'add', 'modify'],
  decode: insideSequence((value) => value.integer() & ALL_PARTS || ALL_PARTS),
}

/** Of the header: where each part's offset stands, and the bits that say it is present. @source MS-DTYP 2.4.6 */
const PARTS = [
  { flag: DESCRIPTOR_PART.owner, offsetAt: 4, control: 0x0001 },
  { flag: DESCRIPTOR_PART.group, offsetAt: 8, control: 0x0002 },
  { flag: DESCRIPTOR_PART.sacl, offsetAt: 12, control: 0x2a30 },
  { flag: DESCRIPTOR_PART.dacl, offsetAt: 16, control: 0x150c },
] as const

const HEADER_BYTES = 20

/** A self-relative security descriptor with nothing but the parts asked for. */
export function cutDescriptor(descriptor: Buffer, flags: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  descriptor.copy(header, 0, 0, 4)
  const contents: Buffer[] = []
  let end = HEADER_BYTES
  for (const { flag, offsetAt, control } of PARTS) {
    const offset = descriptor.readUInt32LE(offsetAt)
    if ((flags & flag) === 0) header.writeUInt16LE(header.readUInt16LE(2) & ~control, 2)
    else if (offset !== 0) {
      const part = descriptor.subarray(offset, offset + lengthOfPart(descriptor, offset, flag))
      header.writeUInt32LE(end, offsetAt)
      contents.push(part)
      end += part.length
    }
  }
  return Buffer.concat([header, ...contents])
}

/** A security identifier says how many parts it has, a list how many octets. @source MS-DTYP 2.4.2.2, 2.4.5 */
function lengthOfPart(descriptor: Buffer, offset: number, flag: number): number {
  const isIdentifier = flag === DESCRIPTOR_PART.owner || flag === DESCRIPTOR_PART.group
  return isIdentifier ? 8 + 4 * descriptor.readUInt8(offset + 1) : descriptor.readUInt16LE(offset + 2)
}
