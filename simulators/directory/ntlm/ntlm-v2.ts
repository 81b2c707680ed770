import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthenticateMessage } from './ntlm-message.js'

/** The proof, which comes before what it is made over. */
const PROOF_LENGTH = 16

/**
 * Whether a response of version 2 was made with the password behind `ntHash` for this challenge.
 * @source MS-NLMP 3.3.2 (NTOWFv2, NTProofStr)
 */
export function isVersion2Proof(
  ntHash: Uint8Array,
  challenge: Buffer,
  message: AuthenticateMessage,
): boolean {
  const { user, domain, ntResponse } = message
  if (ntResponse.length < PROOF_LENGTH) return false
  const key = hmacMd5(ntHash, Buffer.from(user.toUpperCase() + domain, 'utf16le'))
  const proof = hmacMd5(key, Buffer.concat([challenge, ntResponse.subarray(PROOF_LENGTH)]))
  return timingSafeEqual(proof, ntResponse.subarray(0, PROOF_LENGTH))
}

export function hmacMd5(key: Uint8Array, message: Buffer): Buffer {
  return createHmac('md5', key).update(message).digest()
}
