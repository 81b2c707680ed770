import { createHmac } from 'node:crypto'

import { md4 } from './md4.js'

/** @source MS-NLMP 3.3.2: NTOWFv2, the key made of password, user and domain. */
export function ntowfV2(password: string, user: string, domain: string): Buffer {
  const ntHash = md4(utf16(password))
  return hmacMd5(ntHash, utf16(user.toUpperCase() + domain))
}

export interface NtlmV2Input {
  readonly key: Buffer
  /** The eight bytes of the server's Type 2. */
  readonly serverChallenge: Buffer
  /** Eight random bytes. */
  readonly clientChallenge: Buffer
  /** Windows file time in ticks. */
  readonly timestamp: bigint
  /** The attribute-value pairs of the server's Type 2, as received. */
  readonly targetInfo: Buffer
}

/** @source MS-NLMP 3.3.2: NTProofStr followed by the blob it signs; always longer than 24 bytes. */
export function ntlmV2Response(input: NtlmV2Input): Buffer {
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    littleEndian64(input.timestamp),
    input.clientChallenge,
    Buffer.alloc(4),
    input.targetInfo,
    Buffer.alloc(4),
  ])
  const proof = hmacMd5(input.key, Buffer.concat([input.serverChallenge, blob]))
  return Buffer.concat([proof, blob])
}

/** @source MS-NLMP 3.3.2: the 24-byte LMv2 answer that accompanies the NTLMv2 one. */
export function lmV2Response(input: NtlmV2Input): Buffer {
  const proof = hmacMd5(input.key, Buffer.concat([input.serverChallenge, input.clientChallenge]))
  return Buffer.concat([proof, input.clientChallenge])
}

/** Text as NTLM writes it when Unicode is negotiated. */
export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}

function hmacMd5(key: Buffer, data: Buffer): Buffer {
  return createHmac('md5', key).update(data).digest()
}

function littleEndian64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(value)
  return bytes
}
