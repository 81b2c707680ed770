import { createHmac } from 'node:crypto'
import { ntHashOf } from '../../../directory/accounts/nt-hash.js'

const SIGNATURE = Buffer.from('NTLMSSP\0')
const FLAGS = 0xa208_8205
const HEADER = 64

/** Whom a client logs on as. */
export interface NtlmIdentity {
  readonly user: string
  readonly domain: string
  readonly password: string
}

/** The Type 1 message in base64. @source MS-NLMP 2.2.1.1 */
export function negotiateToken(): string {
  const message = Buffer.alloc(32)
  SIGNATURE.copy(message)
  message.writeUInt32LE(1, 8)
  message.writeUInt32LE(FLAGS, 12)
  return message.toString('base64')
}

/** The Type 3 message that answers a Type 2, both in base64; NTLMv2. @source MS-NLMP 2.2.1.3, 3.3.2 */
export function authenticateToken(challenge: string, { user, domain, password }: NtlmIdentity): string {
  const type2 = Buffer.from(challenge, 'base64')
  const info = type2.subarray(type2.readUInt32LE(44), type2.readUInt32LE(44) + type2.readUInt16LE(40))
  const key = hmac(ntHashOf(password), Buffer.from(user.toUpperCase() + domain, 'utf16le'))
  const blob = Buffer.concat([
    Buffer.from('0101000000000000', 'hex'),
    Buffer.alloc(20),
    info,
    Buffer.alloc(4),
  ])
  const proof = hmac(key, Buffer.concat([type2.subarray(24, 32), blob]))
  return render([
    Buffer.alloc(24),
    Buffer.concat([proof, blob]),
    ...texts(domain, user, 'CLIENT'),
    Buffer.alloc(0),
  ])
}

function render(fields: readonly Buffer[]): string {
  const header = Buffer.alloc(HEADER)
  SIGNATURE.copy(header)
  header.writeUInt32LE(3, 8)
  let offset = HEADER
  for (const [index, field] of fields.entries()) {
    header.writeUInt16LE(field.length, 12 + 8 * index)
    header.writeUInt16LE(field.length, 14 + 8 * index)
    header.writeUInt32LE(offset, 16 + 8 * index)
    offset += field.length
  }
  header.writeUInt32LE(FLAGS, 60)
  return Buffer.concat([header, ...fields]).toString('base64')
}

function texts(...values: readonly string[]): readonly Buffer[] {
  return values.map((value) => Buffer.from(value, 'utf16le'))
}

function hmac(key: Uint8Array, message: Buffer): Buffer {
  return createHmac('md5', key).update(message).digest()
}
