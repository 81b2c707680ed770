import dns, { type Answer, type DecodedPacket, type OptAnswer, type Question } from 'dns-packet'

/** @source RFC 1035 4.1.1, RFC 6891 9 */
export const RCODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  BADVERS: 16,
} as const

export type Rcode = keyof typeof RCODES

/** What a client that says nothing can take over UDP, and what the lab offers. @source RFC 1035 4.2.1, RFC 6891 6.2.5 */
const PLAIN_UDP_BYTES = 512
const UDP_BYTES = 1_232

const HEADER_BYTES = 12
const RESPONSE = 0x8000

export interface Query {
  readonly id: number
  readonly opcode: string
  readonly wantsRecursion: boolean
  readonly questions: readonly Question[]
  /** EDNS, if the client speaks it: the version, and how much it can take over UDP. */
  readonly edns: { readonly version: number; readonly udpBytes: number } | undefined
}

export interface Reply {
  readonly rcode: Rcode
  readonly isAuthoritative?: boolean
  readonly canRecurse?: boolean
  readonly answers?: readonly Answer[]
  readonly authorities?: readonly Answer[]
  readonly additionals?: readonly Answer[]
}

/** Undefined for what is no DNS query. */
export function readQuery(bytes: Buffer): Query | undefined {
  try {
    // The declarations leave out the codes that the header holds.
    const packet = dns.decode(bytes) as DecodedPacket & { readonly opcode: string }
    if (packet.flag_qr) return undefined
    const opt = packet.additionals?.find((record): record is OptAnswer => record.type === 'OPT')
    return {
      id: packet.id ?? 0,
      opcode: packet.opcode,
      wantsRecursion: packet.flag_rd,
      questions: packet.questions ?? [],
      edns: opt === undefined ? undefined : { version: opt.ednsVersion, udpBytes: opt.udpPayloadSize },
    }
  } catch {
    // Whatever the codec cannot read is no query; the caller says so to the client if it can.
    return undefined
  }
}

/** The refusal of a message that nobody can read; undefined when not even its header can be. */
export function renderUnreadable(bytes: Buffer): Buffer | undefined {
  if (bytes.length < HEADER_BYTES || (bytes.readUInt16BE(2) & RESPONSE) !== 0) return undefined
  const header = Buffer.alloc(HEADER_BYTES)
  bytes.copy(header, 0, 0, 2)
  header.writeUInt16BE(RESPONSE | RCODES.FORMERR, 2)
  return header
}

/** The answer on the wire. Over UDP, what is longer than the client can take is cut, and says so. */
export function renderReply(query: Query, reply: Reply, transport: 'udp' | 'tcp'): Buffer {
  const whole = encode(query, reply, 0)
  const limit =
    transport === 'tcp'
      ? Infinity
      : Math.max(PLAIN_UDP_BYTES, Math.min(query.edns?.udpBytes ?? PLAIN_UDP_BYTES, UDP_BYTES))
  return whole.length <= limit ? whole : renderTruncated(query, reply)
}

/** The question and a sign that the answer must be asked for over TCP. */
export function renderTruncated(query: Query, { rcode, isAuthoritative = false }: Reply): Buffer {
  return encode(query, { rcode, isAuthoritative }, dns.TRUNCATED_RESPONSE)
}

function encode(query: Query, reply: Reply, flags: number): Buffer {
  const code = RCODES[reply.rcode]
  return dns.encode({
    type: 'response',
    id: query.id,
    flags:
      flags |
      (reply.isAuthoritative === true ? dns.AUTHORITATIVE_ANSWER : 0) |
      (reply.canRecurse === true ? dns.RECURSION_AVAILABLE : 0) |
      (query.wantsRecursion ? dns.RECURSION_DESIRED : 0) |
      (code & 0x0f),
    questions: [...query.questions],
    answers: [...(reply.answers ?? [])],
    authorities: [...(reply.authorities ?? [])],
    additionals: [...(reply.additionals ?? []), ...(query.edns === undefined ? [] : [opt(code)])],
  })
}

function opt(code: number): OptAnswer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: UDP_BYTES,
    extendedRcode: code >> 4,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  }
}
