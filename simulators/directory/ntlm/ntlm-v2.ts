import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthenticateMessage } from './ntlm-message.js'

/** The proof, which comes before what it is made over. */
const PROOF_LENGTH = 16

/**
 * The key that a response of version 2 proves, when it was made with the password behind `ntHash` for this challenge.
 * @source MS-NLMP 3.3.2 (NTOWFv2, NTProofStr, SessionBaseKey)
 */
export function provenByVersion2(
  ntHash: Uint8Array,
  challenge: Buffer,
  message: AuthenticateMessage,
): Buffer | undefined {
  const { user, domain, ntResponse } = message
  if (ntResponse.length < PROOF_LENGTH) return undefined
  const key = hmacMd5(ntHash, Buffer.from(user.toUpperCase() + domain, 'utf16le'))
  const proof = hmacMd5(key, Buffer.concat([challenge, ntResponse.subarray(PROOF_LENGTH)]))
  return timingSafeEqual(proof, ntResponse.subarray(0, PROOF_LENGTH)) ? hmacMd5(key, proof) : undefined
}

export function hmacMd5(key: Uint8Array, message: Buffer): Buffer {
  return createHmac('md5', key).update(message).digest()
}
