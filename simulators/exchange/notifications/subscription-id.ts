import type { Instant } from '../../core/index.js'
import { guidFromBytes, guidToBytes } from '../../directory/names/guid.js'

/** What a subscription id tells about where and when the subscription was made. */
export interface SubscriptionOrigin {
  /** Full name of the server that holds it. */
  readonly server: string
  readonly guid: string
  readonly createdAt: Instant
  readonly mailboxGuid: string
}

const GUID_BYTES = 16
/** .NET counts 100 ns from the year 1; this is 1970-01-01 in its ticks. */
const TICKS_AT_EPOCH = 621_355_968_000_000_000n
const TICKS_PER_MS = 10_000n
/** The two upper bits of `DateTime.ToBinary()`: the time is UTC. */
const KIND_UTC = 1n << 62n

/** @source ews.md 2.4, decoded captures */
export function renderSubscriptionId({ server, guid, createdAt, mailboxGuid }: SubscriptionOrigin): string {
  const name = Buffer.from(server)
  const nameLength = Buffer.alloc(2)
  nameLength.writeInt16LE(name.length)
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE((BigInt(createdAt) * TICKS_PER_MS + TICKS_AT_EPOCH) | KIND_UTC)
  return Buffer.concat([nameLength, name, lengthed(guid), time, lengthed(mailboxGuid)]).toString('base64')
}

function lengthed(guid: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32LE(GUID_BYTES)
  return Buffer.concat([length, guidToBytes(guid)])
}

/** Reads an id; undefined when it has not the form of one. */
export function parseSubscriptionId(id: string): SubscriptionOrigin | undefined {
  const bytes = Buffer.from(id, 'base64')
  const nameEnd = bytes.length < 2 ? Infinity : 2 + bytes.readInt16LE()
  const timeAt = nameEnd + 4 + GUID_BYTES
  const mailboxAt = timeAt + 8
  if (bytes.toString('base64') !== id || bytes.length !== mailboxAt + 4 + GUID_BYTES) return undefined

  const ticks = (bytes.readBigUInt64LE(timeAt) & ~KIND_UTC) - TICKS_AT_EPOCH
  return {
    server: bytes.toString('utf8', 2, nameEnd),
    guid: guidFromBytes(bytes.subarray(nameEnd + 4, timeAt)),
    createdAt: Number(ticks / TICKS_PER_MS) as Instant,
    mailboxGuid: guidFromBytes(bytes.subarray(mailboxAt + 4)),
  }
}
