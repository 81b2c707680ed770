import { createHash, randomBytes } from 'node:crypto'
import { ntHashOf } from '../../accounts/nt-hash.js'
import { avValue } from '../ntlm-message.js'
import { encryptByHash } from '../ntlm-v1.js'
import { hmacMd5 } from '../ntlm-v2.js'
import { rc4 } from '../rc4.js'

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

/** Flags of a client that signs, and of one that seals besides; it chooses the key. */
const SIGNED = 0xe288_8215
export const SEALED = 0xe288_8235

/** A Type 1 message with other flags. */
export function negotiateWith(flags: number): Buffer {
  const type1 = Buffer.from(NEGOTIATE)
  type1.writeUInt32LE(flags, 12)
  return type1
}

/** A Type 1 message that asks to sign, and to choose the key. */
export const NEGOTIATE_SIGNED = negotiateWith(SIGNED)

/** The answer to a Type 2 message with a key of the client's and a MIC over all three messages. @source MS-NLMP 3.1.5.1.2 */
export function authenticateSigned(challengeMessage: Uint8Array, logon: ClientLogon, flags = SIGNED) {
  const type2 = Buffer.from(challengeMessage)
  const infoAt = type2.readUInt32LE(44)
  const targetInfo = type2.subarray(infoAt, infoAt + type2.readUInt16LE(40))
  const { user, domain, password, workstation = 'PC1' } = logon
  const key = hmacMd5(ntHashOf(password), Buffer.from(user.toUpperCase() + domain, 'utf16le'))
  const blob = Buffer.concat([
    Buffer.from('0101000000000000', 'hex'),
    avValue(targetInfo, 7) ?? Buffer.alloc(8),
    randomBytes(8),
    Buffer.alloc(4),
    targetInfo.subarray(0, -4),
    Buffer.from('060004000200000000000000', 'hex'),
    Buffer.alloc(4),
  ])
  const proof = hmacMd5(key, Buffer.concat([type2.subarray(24, 32), blob]))
  const sessionKey = randomBytes(16)
  const type3 = renderAuthenticate(
    [
      Buffer.alloc(24),
      Buffer.concat([proof, blob]),
      ...[domain, user, workstation].map((name) => Buffer.from(name, 'utf16le')),
      rc4(hmacMd5(key, proof), sessionKey),
    ],
    { headerLength: 88, flags },
  )
  hmacMd5(sessionKey, Buffer.concat([negotiateWith(flags), type2, type3])).copy(type3, 72)
  return { type3, security: { key: sessionKey, flags, sequence: 0 } }
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

function renderAuthenticate(
  fields: readonly Buffer[],
  { headerLength, flags } = { headerLength: 64, flags: 0xa288_8205 },
): Buffer {
  const header = Buffer.alloc(headerLength)
  header.write('NTLMSSP\0', 'latin1')
  header.writeUInt32LE(3, 8)
  let offset = header.length
  fields.forEach((field, index) => {
    header.writeUInt16LE(field.length, 12 + 8 * index)
    header.writeUInt16LE(field.length, 14 + 8 * index)
    header.writeUInt32LE(offset, 16 + 8 * index)
    offset += field.length
  })
  header.writeUInt32LE(flags, 60)
  return Buffer.concat([header, ...fields])
}
