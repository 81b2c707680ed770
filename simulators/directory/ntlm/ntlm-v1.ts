import { createCipheriv, createHash, timingSafeEqual } from 'node:crypto'
import md4 from 'js-md4'
import type { AuthenticateMessage } from './ntlm-message.js'
import { hmacMd5 } from './ntlm-v2.js'

/** The length of a response of version 1, and of the hash in it when it is padded to whole keys. */
const V1_LENGTH = 24
const PADDED_HASH_LENGTH = 21
const KEY_LENGTH = 7
const CLIENT_CHALLENGE_LENGTH = 8

export function isVersion1({ ntResponse }: AuthenticateMessage): boolean {
  return ntResponse.length === V1_LENGTH
}

/**
 * The key that a response of version 1 with extended session security proves, when it was made with the password
 * behind `ntHash` for this challenge. The client's own challenge stands where the LM response would. Without that security,
 * which the challenge asks for, version 1 is refused.
 * @source MS-NLMP 3.3.1 · @observed node-ews 3.4 (httpntlm) logs on like this, and domain controllers let it
 * unless LmCompatibilityLevel is 5
 */
export function provenByVersion1(
  ntHash: Uint8Array,
  challenge: Buffer,
  message: AuthenticateMessage,
): Buffer | undefined {
  const { lmResponse, ntResponse } = message
  const padding = lmResponse.subarray(CLIENT_CHALLENGE_LENGTH)
  if (lmResponse.length !== V1_LENGTH || padding.some((octet) => octet !== 0)) return undefined
  const both = Buffer.concat([challenge, lmResponse.subarray(0, CLIENT_CHALLENGE_LENGTH)])
  const session = createHash('md5').update(both).digest().subarray(0, CLIENT_CHALLENGE_LENGTH)
  if (!timingSafeEqual(ntResponse, encryptByHash(ntHash, session))) return undefined
  return hmacMd5(Buffer.from(md4.arrayBuffer(ntHash)), both)
}

/** Eight octets encrypted by DES with each third of a hash. @source MS-NLMP 6 (DESL) */
export function encryptByHash(hash: Uint8Array, data: Buffer): Buffer {
  const padded = Buffer.concat([hash], PADDED_HASH_LENGTH)
  const starts = [0, KEY_LENGTH, 2 * KEY_LENGTH]
  return Buffer.concat(starts.map((at) => encrypt(padded.subarray(at, at + KEY_LENGTH), data)))
}

/** Single DES, which OpenSSL 3 has only as triple DES with the same key three times. */
function encrypt(key: Buffer, data: Buffer): Buffer {
  const withParity = spread(key)
  const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([withParity, withParity, withParity]), null)
  return cipher.setAutoPadding(false).update(data)
}

/** The 56 bits of a key as eight octets, whose lowest bits do not count. */
function spread(key: Buffer): Buffer {
  const bits = BigInt(`0x${key.toString('hex')}`)
  return Buffer.from(Array.from({ length: 8 }, (_, at) => Number((bits >> BigInt(49 - 7 * at)) & 0x7fn) << 1))
}
