import { ITEM_ENTRY_LENGTH } from './entry-id.js'

/** .NET ticks: 100 ns since the year 1. */
const TICKS_AT_1970 = 621_355_968_000_000_000n
const TICKS_PER_MS = 10_000n
const LENGTH = 1 + 8 + 1 + ITEM_ENTRY_LENGTH + 1
const CALENDAR_ITEM = 0x10

/** The store id of an occurrence: its original date at midnight and the master's entry id. @source ews.md 2.1 */
export function writeOccurrence(dateMs: number, master: Buffer): Buffer {
  const bytes = Buffer.alloc(LENGTH)
  bytes.writeUInt8(8, 0)
  bytes.writeBigInt64BE(BigInt(dateMs) * TICKS_PER_MS + TICKS_AT_1970, 1)
  bytes.writeUInt8(ITEM_ENTRY_LENGTH, 9)
  master.copy(bytes, 10)
  bytes.writeUInt8(CALENDAR_ITEM, LENGTH - 1)
  return bytes
}

export function readOccurrence(
  bytes: Buffer,
): { readonly dateMs: number; readonly master: Buffer } | undefined {
  if (bytes.length !== LENGTH || bytes[0] !== 8 || bytes[9] !== ITEM_ENTRY_LENGTH) return undefined
  const ticks = bytes.readBigInt64BE(1)
  return {
    dateMs: Number((ticks - TICKS_AT_1970) / TICKS_PER_MS),
    master: bytes.subarray(10, 10 + ITEM_ENTRY_LENGTH),
  }
}
