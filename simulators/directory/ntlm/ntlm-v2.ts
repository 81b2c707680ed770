import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthenticateMessage } from './ntlm-message.js'

/** An NTLMv1 response is 24 octets long; everything longer is version 2. */
const V1_LENGTH = 24

/**
 * Whether the response of a Type 3 message was made with the password behind `ntHash` for this challenge.
 * Version 1 is refused, as domain controllers do by default.
 * @source MS-NLMP 3.3.2 (NTOWFv2, NTProofStr)
 */
export function isProof(ntHash: Uint8Array, challenge: Buffer, message: AuthenticateMessage): boolean {
  const { user, domain, ntResponse } = message
  if (ntResponse.length <= V1_LENGTH) return false
  const key = hmacMd5(ntHash, Buffer.from(user.toUpperCase() + domain, 'utf16le'))
  const proof = hmacMd5(key, Buffer.concat([challenge, ntResponse.subarray(16)]))
  return timingSafeEqual(proof, ntResponse.subarray(0, 16))
}

export function hmacMd5(key: Uint8Array, message: Buffer): Buffer {
  return createHmac('md5', key).update(message).digest()
}
