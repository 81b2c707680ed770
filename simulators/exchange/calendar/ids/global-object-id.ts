import { formatSeconds, instant, type Instant } from '../../../core/index.js'

const CLASS_ID = '040000008200E00074C5B7101A82E008'
const FILETIME_AT_1970 = 116_444_736_000_000_000n
const GLOBAL_OBJECT_ID = /^040000008200E00074C5B7101A82E008([0-9A-F]{2}){24,}$/

/** The UID of a new meeting: the hexadecimal text of its global object id. @source ews.md 2.3 */
export function createUid(createdAt: Instant, random: Buffer): string {
  const bytes = Buffer.alloc(40)
  bytes.writeBigUInt64LE(BigInt(createdAt) * 10_000n + FILETIME_AT_1970, 4)
  bytes.writeInt32LE(16, 20)
  random.copy(bytes, 24, 0, 16)
  return CLASS_ID + bytes.toString('hex').toUpperCase()
}

/** Where the date of an occurrence is. @source ews.md 2.3 */
const DATE_AT = 16
const VCAL_UID = Buffer.from('vCal-Uid\x01\0\0\0')
const HEAD_LENGTH = 24

/**
 * The global object id that a UID stands for; foreign UIDs are wrapped. `date`, a midnight in wall-clock
 * milliseconds, makes it the id of one occurrence. @source ews.md 2.3
 */
export function globalObjectId(uid: string, date?: number): Buffer {
  const bytes = GLOBAL_OBJECT_ID.test(uid) ? Buffer.from(uid, 'hex') : wrapped(uid)
  if (date === undefined) return bytes
  const [year, month, day] = formatSeconds(instant(date)).slice(0, 10).split('-').map(Number)
  bytes.writeUInt16BE(year ?? 0, DATE_AT)
  bytes.writeUInt8(month ?? 0, DATE_AT + 2)
  bytes.writeUInt8(day ?? 0, DATE_AT + 3)
  return bytes
}

/** The UID that a global object id stands for, of the series where it names an occurrence; undefined for none. */
export function uidOf(bytes: Buffer): string | undefined {
  const head = Buffer.from(CLASS_ID, 'hex')
  if (bytes.length <= head.length + HEAD_LENGTH || !bytes.subarray(0, head.length).equals(head))
    return undefined
  const data = bytes.subarray(head.length + HEAD_LENGTH)
  if (data.subarray(0, VCAL_UID.length).equals(VCAL_UID))
    return data.subarray(VCAL_UID.length).toString().replace(/\0$/, '')
  const clean = Buffer.from(bytes)
  clean.fill(0, DATE_AT, DATE_AT + 4)
  return clean.toString('hex').toUpperCase()
}

function wrapped(uid: string): Buffer {
  const data = Buffer.concat([VCAL_UID, Buffer.from(`${uid}\0`)])
  const head = Buffer.alloc(HEAD_LENGTH)
  head.writeInt32LE(data.length, 20)
  return Buffer.concat([Buffer.from(CLASS_ID, 'hex'), head, data])
}
