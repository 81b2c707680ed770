import type { Instant } from '../../../core/index.js'

const CLASS_ID = '040000008200E00074C5B7101A82E008'
const FILETIME_AT_1970 = 116_444_736_000_000_000n
const GLOBAL_OBJECT_ID = /^040000008200E00074C5B7101A82E008([0-9A-F]{2})+$/

/** The UID of a new meeting: the hexadecimal text of its global object id. @source ews.md 2.3 */
export function createUid(createdAt: Instant, random: Buffer): string {
  const bytes = Buffer.alloc(40)
  bytes.writeBigUInt64LE(BigInt(createdAt) * 10_000n + FILETIME_AT_1970, 4)
  bytes.writeInt32LE(16, 20)
  random.copy(bytes, 24, 0, 16)
  return CLASS_ID + bytes.toString('hex').toUpperCase()
}

/** The global object id that a UID stands for; foreign UIDs are wrapped. @source ews.md 2.3 */
export function globalObjectId(uid: string): Buffer {
  if (GLOBAL_OBJECT_ID.test(uid)) return Buffer.from(uid, 'hex')
  const data = Buffer.concat([Buffer.from('vCal-Uid\x01\0\0\0'), Buffer.from(`${uid}\0`)])
  const head = Buffer.alloc(24)
  head.writeInt32LE(data.length, 20)
  return Buffer.concat([Buffer.from(CLASS_ID, 'hex'), head, data])
}
