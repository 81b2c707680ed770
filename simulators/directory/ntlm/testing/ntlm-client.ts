import { createHash, randomBytes } from 'node:crypto'
import { ntHashOf } from '../../accounts/nt-hash.js'
import { encryptByHash } from '../ntlm-v1.js'
import { hmacMd5 } from '../ntlm-v2.js'

/** A Type 1 message: signature, type, flags. */
export const NEGOTIATE = Buffer.from(
  '4e544c4d53535000010000000582088200000000000000000000000000000000',
  'hex',
)

export interface ClientLogon {
  readonly user: string
  readonly domain: string
  readonly password: string
  readonly workstation?: string
}

/** The client's half of NTLMv2: answers a Type 2 message. @source MS-NLMP 3.3.2 */
export function authenticate(challengeMessage: Uint8Array, logon: ClientLogon): Buffer {
  const challenge = Buffer.from(challengeMessage)
  const infoLength = challenge.readUInt16LE(40)
  const infoAt = challenge.readUInt32LE(44)
  const targetInfo = challenge.subarray(infoAt, infoAt + infoLength)

  const { user, domain, password, workstation = 'PC1' } = logon
  const key = hmacMd5(ntHashOf(password), Buffer.from(user.toUpperCase() + domain, 'utf16le'))
  const blob = Buffer.concat([
    Buffer.from('0101000000000000', 'hex'),
    Buffer.alloc(8),
    randomBytes(8),
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ])
  const proof = hmacMd5(key, Buffer.concat([challenge.subarray(24, 32), blob]))
  return renderAuthenticate([
    Buffer.alloc(24),
    Buffer.concat([proof, blob]),
    ...[domain, user, workstation].map((name) => Buffer.from(name, 'utf16le')),
    Buffer.alloc(0),
  ])
}

/** The client's half of version 1, with or without extended session security. @source MS-NLMP 3.3.1 */
export function authenticateByVersion1(
  challengeMessage: Uint8Array,
  { user, domain, password, workstation = 'PC1' }: ClientLogon,
  hasOwnChallenge: boolean,
): Buffer {
  const challenge = Buffer.from(challengeMessage).subarray(24, 32)
  const own = randomBytes(8)
  const session = createHash('md5')
    .update(Buffer.concat([challenge, own]))
    .digest()
    .subarray(0, 8)
  const response = encryptByHash(ntHashOf(password), hasOwnChallenge ? session : challenge)
  return renderAuthenticate([
    hasOwnChallenge ? Buffer.concat([own], 24) : response,
    response,
    ...[domain, user, workstation].map((name) => Buffer.from(name, 'utf16le')),
    Buffer.alloc(0),
  ])
}

function renderAuthenticate(fields: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(64)
  header.write('NTLMSSP\0', 'latin1')
  header.writeUInt32LE(3, 8)
  let offset = header.length
  fields.forEach((field, index) => {
    header.writeUInt16LE(field.length, 12 + 8 * index)
    header.writeUInt16LE(field.length, 14 + 8 * index)
    header.writeUInt32LE(offset, 16 + 8 * index)
    offset += field.length
  })
  header.writeUInt32LE(0xa288_8205, 60)
  return Buffer.concat([header, ...fields])
}
