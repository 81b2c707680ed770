/** Eight octets that begin every NTLM message. @source MS-NLMP 2.2.1 */
const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1')

/** Negotiate flags this server reads or sends. @source MS-NLMP 2.2.2.5 */
export const NTLM_FLAG = {
  unicode: 0x1,
  sign: 0x10,
  seal: 0x20,
  strong128: 0x2000_0000,
  keyExchange: 0x4000_0000,
  strong56: 0x8000_0000,
} as const

/** What a server agrees to when the client asks for it, and does not bring up itself. */
const ON_REQUEST = NTLM_FLAG.sign | NTLM_FLAG.seal | NTLM_FLAG.keyExchange

/** What the client's Type 1 message asks for. @source MS-NLMP 2.2.1.1 */
export function negotiateFlags(token: Buffer): number {
  return token.length >= 16 ? token.readUInt32LE(12) : 0
}

/** The type of an NTLM message (1 negotiate, 2 challenge, 3 authenticate); undefined for other octets. */
export function messageType(token: Buffer): number | undefined {
  return token.length >= 12 && token.subarray(0, 8).equals(SIGNATURE) ? token.readUInt32LE(8) : undefined
}

/** What a client proves in its Type 3 message. @source MS-NLMP 2.2.1.3 */
export interface AuthenticateMessage {
  readonly user: string
  /** As the client wrote it; the key is computed over exactly this, which may be empty. */
  readonly domain: string
  readonly workstation: string
  readonly lmResponse: Buffer
  readonly ntResponse: Buffer
  /** The key that the client chose, encrypted; empty when it chose none. */
  readonly encryptedSessionKey: Buffer
  readonly flags: number
}

const FIELDS = {
  lmResponse: 12,
  ntResponse: 20,
  domain: 28,
  user: 36,
  workstation: 44,
  sessionKey: 52,
} as const
const FLAGS_AT = 60
const FIXED_LENGTH = 64

/** Undefined when the token is cut or a field points outside it. */
export function parseAuthenticate(token: Buffer): AuthenticateMessage | undefined {
  if (token.length < FIXED_LENGTH) return undefined
  const flags = token.readUInt32LE(FLAGS_AT)
  const encoding = (flags & NTLM_FLAG.unicode) !== 0 ? 'utf16le' : 'latin1'
  const [lmResponse, ntResponse, domain, user, workstation] = [
    field(token, FIELDS.lmResponse),
    field(token, FIELDS.ntResponse),
    field(token, FIELDS.domain),
    field(token, FIELDS.user),
    field(token, FIELDS.workstation),
  ]
  if (lmResponse === undefined || ntResponse === undefined) return undefined
  if (domain === undefined || user === undefined || workstation === undefined) return undefined
  return {
    user: user.toString(encoding),
    domain: domain.toString(encoding),
    workstation: workstation.toString(encoding),
    lmResponse,
    ntResponse,
    encryptedSessionKey: field(token, FIELDS.sessionKey) ?? Buffer.alloc(0),
    flags,
  }
}

/** A length, a maximum and an offset, each little-endian. */
function field(token: Buffer, at: number): Buffer | undefined {
  const length = token.readUInt16LE(at)
  const offset = token.readUInt32LE(at + 4)
  return offset + length <= token.length ? token.subarray(offset, offset + length) : undefined
}

/** What a server says of itself in its Type 2 message. */
export interface ChallengeMessage {
  readonly challenge: Buffer
  /** What the client asked for. */
  readonly requested: number
  readonly netbiosDomain: string
  readonly netbiosComputer: string
  readonly dnsDomain: string
  readonly dnsComputer: string
  /** FILETIME ticks. */
  readonly timestamp: bigint
}

/** Unicode, request target, NTLM, extended session security, target info, version, 128 and 56 bit. */
const CHALLENGE_FLAGS = 0xa289_8205
/** Windows 10.0 build 17763, NTLM revision 15. @source MS-NLMP 2.2.2.10 */
const VERSION = Buffer.from('0a0063450000000f', 'hex')
const CHALLENGE_HEADER = 56

/** Ids of the target information. @source MS-NLMP 2.2.2.1 */
const AV = {
  end: 0,
  netbiosComputer: 1,
  netbiosDomain: 2,
  dnsComputer: 3,
  dnsDomain: 4,
  dnsForest: 5,
  timestamp: 7,
}

/** Writes the Type 2 message. @source MS-NLMP 2.2.1.2 */
export function renderChallenge(message: ChallengeMessage): Buffer {
  const targetName = Buffer.from(message.netbiosDomain, 'utf16le')
  const targetInfo = Buffer.concat([
    avPair(AV.netbiosDomain, message.netbiosDomain),
    avPair(AV.netbiosComputer, message.netbiosComputer),
    avPair(AV.dnsDomain, message.dnsDomain),
    avPair(AV.dnsComputer, message.dnsComputer),
    avPair(AV.dnsForest, message.dnsDomain),
    avPair(AV.timestamp, message.timestamp),
    avPair(AV.end, ''),
  ])
  const header = Buffer.alloc(CHALLENGE_HEADER)
  SIGNATURE.copy(header)
  header.writeUInt32LE(2, 8)
  writeField(header, 12, { length: targetName.length, offset: CHALLENGE_HEADER })
  header.writeUInt32LE((CHALLENGE_FLAGS | (message.requested & ON_REQUEST)) >>> 0, 20)
  message.challenge.copy(header, 24)
  writeField(header, 40, { length: targetInfo.length, offset: CHALLENGE_HEADER + targetName.length })
  VERSION.copy(header, 48)
  return Buffer.concat([header, targetName, targetInfo])
}

function writeField(
  header: Buffer,
  at: number,
  { length, offset }: { readonly length: number; readonly offset: number },
): void {
  header.writeUInt16LE(length, at)
  header.writeUInt16LE(length, at + 2)
  header.writeUInt32LE(offset, at + 4)
}

function avPair(id: number, value: string | bigint): Buffer {
  const content = Buffer.alloc(8)
  if (typeof value === 'bigint') content.writeBigUInt64LE(value)
  const octets = typeof value === 'bigint' ? content : Buffer.from(value, 'utf16le')
  const header = Buffer.alloc(4)
  header.writeUInt16LE(id)
  header.writeUInt16LE(octets.length, 2)
  return Buffer.concat([header, octets])
}

/** The value of an id in target information; undefined when it is not there. @source MS-NLMP 2.2.2.1 */
export function avValue(targetInfo: Buffer, wanted: number): Buffer | undefined {
  for (let at = 0; at + 4 <= targetInfo.length;) {
    const id = targetInfo.readUInt16LE(at)
    const end = at + 4 + targetInfo.readUInt16LE(at + 2)
    if (id === AV.end || end > targetInfo.length) return undefined
    if (id === wanted) return targetInfo.subarray(at + 4, end)
    at = end
  }
  return undefined
}
