import type { Instant } from '../../../core/index.js'
import { toFileTime } from '../../names/file-time.js'
import { guidFromBytes, guidToBytes } from '../../names/guid.js'

/** How far a client has come, in numbers of the world, which all domain controllers share. */
export interface SyncState {
  /** The life of the world that the numbers belong to. */
  readonly epoch: string
  /** Objects changed up to here have been sent. */
  readonly position: number
  /** Attributes changed up to here the client has; behind `position` while answers are still to come. */
  readonly known: number
}

export const FROM_THE_BEGINNING = { position: 0, known: 0 } as const

const MAGIC = 'MSDS'
const VERSION = 3
const LENGTH = 108
/** One cursor, which names who the numbers are of and how far they go. */
const VECTOR = { at: 68, length: 40, cursorAt: 84 } as const

/**
 * Writes the cookie in Active Directory's form, with a vector of one cursor; the epoch stands for the invocation.
 * @observed ad-golden's domain controller: magic, version, time, length of the vector, high-water mark, invocation, vector
 */
export function encodeCookie({ epoch, position, known }: SyncState, now: Instant): Buffer {
  const cookie = Buffer.alloc(LENGTH)
  const invocation = guidToBytes(epoch)
  cookie.write(MAGIC, 'latin1')
  cookie.writeUInt32LE(VERSION, 4)
  cookie.writeBigUInt64LE(BigInt(toFileTime(now)), 8)
  cookie.writeUInt32LE(VECTOR.length, 24)
  cookie.writeBigUInt64LE(BigInt(position), 28)
  cookie.writeBigUInt64LE(BigInt(known), 44)
  invocation.copy(cookie, 52)
  cookie.writeUInt32LE(1, VECTOR.at)
  cookie.writeUInt32LE(1, VECTOR.at + 8)
  invocation.copy(cookie, VECTOR.cursorAt)
  cookie.writeBigUInt64LE(BigInt(known), VECTOR.cursorAt + 16)
  return cookie
}

/** Undefined for octets that are no cookie of this server. */
export function decodeCookie(octets: Buffer): SyncState | undefined {
  const isCookie =
    octets.length === LENGTH &&
    octets.toString('latin1', 0, 4) === MAGIC &&
    octets.readUInt32LE(4) === VERSION &&
    octets.readUInt32LE(24) === VECTOR.length
  if (!isCookie) return undefined
  return {
    epoch: guidFromBytes(octets.subarray(52, 68)),
    position: Number(octets.readBigUInt64LE(28)),
    known: Number(octets.readBigUInt64LE(44)),
  }
}
