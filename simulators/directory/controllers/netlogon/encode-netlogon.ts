import { isIPv4 } from 'node:net'
import { guidToBytes } from '../../names/guid.js'
import { CompressedNames } from './compressed-names.js'

/** Which forms of answer a client understands, and which it was given. @source MS-ADTS 6.3.1.1 */
export const VERSION = { nt4: 0x1, v5: 0x2, v5ex: 0x4, v5exWithIp: 0x8, withClosestSite: 0x10 } as const

/** @source MS-ADTS 6.3.1.3 */
const OPCODE = {
  plain: { known: 19, unknown: 21 },
  extended: { known: 23, unknown: 25 },
} as const

const NO_TOKENS = Buffer.from('ffffffff', 'hex')

/** What a domain controller says of itself to a client that looks for one. */
export interface NetlogonAnswer {
  readonly isUserKnown: boolean
  readonly flags: number
  readonly domainGuid: string
  readonly dnsForest: string
  readonly dnsDomain: string
  readonly dnsHost: string
  readonly netbiosDomain: string
  readonly netbiosComputer: string
  readonly user: string
  readonly controllerSite: string
  readonly clientSite: string
  readonly nextClosestSite: string
  /** Where the client has reached the controller. */
  readonly address: string
}

/** The value of `netlogon`, in the newest form that the client understands. */
export function encodeNetlogon(answer: NetlogonAnswer, version: number): Buffer {
  if ((version & (VERSION.v5ex | VERSION.v5exWithIp)) !== 0) return extended(answer, version)
  return (version & VERSION.v5) !== 0 ? version5(answer) : nt4(answer)
}

/** NETLOGON_SAM_LOGON_RESPONSE_NT40. @source MS-ADTS 6.3.1.7 */
function nt4(answer: NetlogonAnswer): Buffer {
  return Buffer.concat([opening(answer), number(VERSION.nt4), NO_TOKENS])
}

/** NETLOGON_SAM_LOGON_RESPONSE. @source MS-ADTS 6.3.1.8 */
function version5(answer: NetlogonAnswer): Buffer {
  const start = Buffer.concat([opening(answer), guidToBytes(answer.domainGuid), Buffer.alloc(16)])
  return Buffer.concat([
    withNames(start, [answer.dnsForest, answer.dnsDomain, answer.dnsHost], new CompressedNames()),
    octetsOf(answer.address).reverse(),
    number(answer.flags),
    number(VERSION.nt4 | VERSION.v5),
    NO_TOKENS,
  ])
}

/** NETLOGON_SAM_LOGON_RESPONSE_EX. @source MS-ADTS 6.3.1.9 */
function extended(answer: NetlogonAnswer, version: number): Buffer {
  const hasAddress = (version & VERSION.v5exWithIp) !== 0
  const hasClosest = (version & VERSION.withClosestSite) !== 0
  const opcode = answer.isUserKnown ? OPCODE.extended.known : OPCODE.extended.unknown
  const start = Buffer.concat([number(opcode), number(answer.flags), guidToBytes(answer.domainGuid)])
  const names = new CompressedNames()
  const named = withNames(
    start,
    [
      answer.dnsForest,
      answer.dnsDomain,
      answer.dnsHost,
      answer.netbiosDomain,
      answer.netbiosComputer,
      answer.user,
      answer.controllerSite,
      answer.clientSite,
    ],
    names,
  )
  const addressed = hasAddress ? Buffer.concat([named, socketAddress(answer.address)]) : named
  const given =
    VERSION.nt4 |
    VERSION.v5ex |
    (hasAddress ? VERSION.v5exWithIp : 0) |
    (hasClosest ? VERSION.withClosestSite : 0)
  return Buffer.concat([
    hasClosest ? withNames(addressed, [answer.nextClosestSite], names) : addressed,
    number(given),
    NO_TOKENS,
  ])
}

/** How the two older forms begin. @inferred The server's name has two backslashes before it, as in other answers of Netlogon. */
function opening({ isUserKnown, netbiosComputer, user, netbiosDomain }: NetlogonAnswer): Buffer {
  const opcode = Buffer.alloc(2)
  opcode.writeUInt16LE(isUserKnown ? OPCODE.plain.known : OPCODE.plain.unknown)
  const texts = [`\\\\${netbiosComputer}`, user, netbiosDomain]
  return Buffer.concat([opcode, ...texts.map((text) => Buffer.from(`${text}\0`, 'utf16le'))])
}

function withNames(start: Buffer, texts: readonly string[], names: CompressedNames): Buffer {
  return texts.reduce((message, text) => Buffer.concat([message, names.write(text, message.length)]), start)
}

/** A sockaddr_in after its length; only IPv4 has one. @source MS-ADTS 6.3.1.9 (DcSockAddr) */
function socketAddress(address: string): Buffer {
  const sockaddr = Buffer.alloc(17)
  sockaddr[0] = 16
  sockaddr.writeUInt16LE(2, 1)
  octetsOf(address).copy(sockaddr, 5)
  return sockaddr
}

function octetsOf(address: string): Buffer {
  return isIPv4(address) ? Buffer.from(address.split('.').map(Number)) : Buffer.from([127, 0, 0, 1])
}

function number(value: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32LE(value >>> 0)
  return octets
}
