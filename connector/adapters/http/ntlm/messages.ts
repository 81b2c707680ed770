import { createHmac } from 'node:crypto'
import { ConnectorError } from '../../../error.js'
import { md4 } from './md4.js'

/** Negotiate flags we use. @source MS-NLMP 2.2.2.5 */
const FLAGS = {
  unicode: 0x0000_0001,
  requestTarget: 0x0000_0004,
  ntlm: 0x0000_0200,
  alwaysSign: 0x0000_8000,
  extendedSecurity: 0x0008_0000,
  targetInfo: 0x0080_0000,
  key128: 0x2000_0000,
} as const
const OFFERED = Object.values(FLAGS).reduce((all, flag) => (all | flag) >>> 0, 0)

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1')
const AUTHENTICATE_HEADER_BYTES = 64
/** Attribute id of the server's time in the target information. @source MS-NLMP 2.2.2.1 */
const AV_TIMESTAMP = 7

/** What a server's Type 2 message says. */
export interface NtlmChallenge {
  readonly serverChallenge: Buffer
  readonly targetInfo: Buffer
}

/** An account as the message wants it: a UPN travels whole in `user`, with an empty domain. */
export interface NtlmAccount {
  readonly user: string
  readonly domain: string
  readonly password: string
}

/** Splits `DOMAIN\user`; a UPN stays whole (HC-014). */
export function toNtlmAccount(username: string, password: string): NtlmAccount {
  const [domain, user] = username.split('\\', 2)
  return user === undefined
    ? { user: username, domain: '', password }
    : { user, domain: domain ?? '', password }
}

/** Type 1. @source MS-NLMP 2.2.1.1 */
export function renderNegotiate(): Buffer {
  const message = Buffer.alloc(32)
  SIGNATURE.copy(message)
  message.writeUInt32LE(1, 8)
  message.writeUInt32LE(OFFERED, 12)
  return message
}

/** Type 2. @source MS-NLMP 2.2.1.2 */
export function parseChallenge(message: Buffer): NtlmChallenge {
  if (message.length < 48 || !message.subarray(0, 8).equals(SIGNATURE) || message.readUInt32LE(8) !== 2) {
    throw new ConnectorError('UNEXPECTED_ANSWER', {
      message: 'The server sent an NTLM challenge that cannot be read.',
    })
  }
  const length = message.readUInt16LE(40)
  const offset = message.readUInt32LE(44)
  return { serverChallenge: message.subarray(24, 32), targetInfo: message.subarray(offset, offset + length) }
}

/** What NTLMv2 mixes into its answer besides the password. */
export interface NtlmFreshness {
  /** Eight random bytes. */
  readonly clientChallenge: Buffer
  /** 100-nanosecond intervals since 1601, used when the server sends no time of its own. */
  readonly fileTime: bigint
}

/** Type 3 with an NTLMv2 answer; the LMv2 field stays empty, as clients do that trust the server's time. @source MS-NLMP 2.2.1.3, 3.3.2 */
export function renderAuthenticate(
  challenge: NtlmChallenge,
  account: NtlmAccount,
  fresh: NtlmFreshness,
): Buffer {
  const fields = [
    Buffer.alloc(24),
    ntlmV2Response(challenge, account, fresh),
    utf16(account.domain),
    utf16(account.user),
    utf16(''),
    Buffer.alloc(0), // no session key: nothing is signed or sealed inside HTTP
  ]
  const header = Buffer.alloc(AUTHENTICATE_HEADER_BYTES)
  SIGNATURE.copy(header)
  header.writeUInt32LE(3, 8)
  let offset = AUTHENTICATE_HEADER_BYTES
  for (const [index, field] of fields.entries()) {
    const at = 12 + index * 8
    header.writeUInt16LE(field.length, at)
    header.writeUInt16LE(field.length, at + 2)
    header.writeUInt32LE(offset, at + 4)
    offset += field.length
  }
  header.writeUInt32LE(OFFERED, 60)
  return Buffer.concat([header, ...fields])
}

/** NTProofStr followed by the blob it proves. @source MS-NLMP 3.3.2 */
function ntlmV2Response(challenge: NtlmChallenge, account: NtlmAccount, fresh: NtlmFreshness): Buffer {
  const key = hmacMd5(md4(utf16(account.password)), utf16(account.user.toUpperCase() + account.domain))
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    serverTime(challenge.targetInfo) ?? fileTimeBytes(fresh.fileTime),
    fresh.clientChallenge,
    Buffer.alloc(4),
    challenge.targetInfo,
    Buffer.alloc(4),
  ])
  return Buffer.concat([hmacMd5(key, Buffer.concat([challenge.serverChallenge, blob])), blob])
}

function serverTime(targetInfo: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= targetInfo.length;) {
    const id = targetInfo.readUInt16LE(at)
    const length = targetInfo.readUInt16LE(at + 2)
    if (id === AV_TIMESTAMP && length === 8) return targetInfo.subarray(at + 4, at + 12)
    at += 4 + length
  }
  return null
}

function fileTimeBytes(fileTime: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(fileTime)
  return bytes
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}

function hmacMd5(key: Buffer, data: Buffer): Buffer {
  return createHmac('md5', key).update(data).digest()
}
