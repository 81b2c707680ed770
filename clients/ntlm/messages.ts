import { ClientError } from '../client-error.js'

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1')

/** @source MS-NLMP 2.2.2.5: Unicode, OEM, request target, NTLM, always sign, extended session security, 128, 56. */
const FLAGS = 0xa2088207

/** What the client needs of the server's Type 2 message. */
export interface NtlmChallenge {
  readonly serverChallenge: Buffer
  readonly targetInfo: Buffer
}

/** What goes into a Type 3 message. */
export interface NtlmAnswer {
  readonly domain: Buffer
  readonly user: Buffer
  readonly workstation: Buffer
  readonly lmResponse: Buffer
  readonly ntResponse: Buffer
}

/** @source MS-NLMP 2.2.1.1: the opening message, without domain and workstation. */
export function renderNegotiate(): Buffer {
  const message = Buffer.alloc(32)
  SIGNATURE.copy(message)
  message.writeUInt32LE(1, 8)
  message.writeUInt32LE(FLAGS, 12)
  return message
}

/** @source MS-NLMP 2.2.1.2. Throws CLIENT_NTLM when the bytes are no Type 2 message. */
export function parseChallenge(message: Buffer): NtlmChallenge {
  const valid =
    message.length >= 48 && message.subarray(0, 8).equals(SIGNATURE) && message.readUInt32LE(8) === 2
  if (!valid)
    throw new ClientError('CLIENT_NTLM', 'The server answered no NTLM challenge. Is a proxy in between?')
  const length = message.readUInt16LE(40)
  const offset = message.readUInt32LE(44)
  return {
    serverChallenge: message.subarray(24, 32),
    targetInfo: message.subarray(offset, offset + length),
  }
}

/** @source MS-NLMP 2.2.1.3: header of 64 bytes (no version, no MIC), then the fields in order. */
export function renderAuthenticate(answer: NtlmAnswer): Buffer {
  const fields = [
    answer.lmResponse,
    answer.ntResponse,
    answer.domain,
    answer.user,
    answer.workstation,
    Buffer.alloc(0),
  ]
  const header = Buffer.alloc(64)
  SIGNATURE.copy(header)
  header.writeUInt32LE(3, 8)
  fields.reduce((offset, field, index) => {
    header.writeUInt16LE(field.length, 12 + index * 8)
    header.writeUInt16LE(field.length, 14 + index * 8)
    header.writeUInt32LE(offset, 16 + index * 8)
    return offset + field.length
  }, header.length)
  header.writeUInt32LE(FLAGS, 60)
  return Buffer.concat([header, ...fields])
}
