import { contentOf, element, readElements } from './der.js'

/** Object identifiers, as DER writes their content. */
export const MECHANISM = {
  /** 1.3.6.1.5.5.2 */
  spnego: '2b0601050502',
  /** 1.3.6.1.4.1.311.2.2.10 */
  ntlm: '2b06010401823702020a',
} as const

const TAG = {
  /** [APPLICATION 0], around a first token. @source RFC 2743 3.1 */
  initial: 0x60,
  objectId: 0x06,
  sequence: 0x30,
  octets: 0x04,
  enumerated: 0x0a,
  init: 0xa0,
  response: 0xa1,
} as const

/** The fields of a token, by their context tag. @source RFC 4178 4.2 */
const field = (number: number): number => 0xa0 + number

/** What a client sends: its offer first, then an answer. @source RFC 4178 4.2 */
export type ClientToken =
  | {
      readonly kind: 'init'
      /** Object identifiers in hexadecimal, the preferred one first. */
      readonly mechanisms: readonly string[]
      /** The list as it was encoded, which signatures are made over. */
      readonly mechanismList: Buffer
      readonly token: Buffer | undefined
      readonly mic: Buffer | undefined
    }
  | { readonly kind: 'response'; readonly token: Buffer | undefined; readonly mic: Buffer | undefined }

export function readClientToken(octets: Buffer): ClientToken | undefined {
  const outer = readElements(octets)
  const response = contentOf(outer, TAG.response)
  if (response !== undefined) {
    const fields = fieldsOf(response)
    return fields && { kind: 'response', ...tokenAndMic(fields) }
  }
  const inner = readElements(contentOf(outer, TAG.initial) ?? Buffer.alloc(0))
  if (contentOf(inner, TAG.objectId)?.toString('hex') !== MECHANISM.spnego) return undefined
  return readInit(fieldsOf(contentOf(inner, TAG.init) ?? Buffer.alloc(0)))
}

type Fields = NonNullable<ReturnType<typeof readElements>>

function readInit(fields: Fields | undefined): ClientToken | undefined {
  const mechanismList = contentOf(fields, field(0))
  const identifiers = readElements(
    contentOf(readElements(mechanismList ?? Buffer.alloc(0)), TAG.sequence) ?? Buffer.alloc(0),
  )
  if (fields === undefined || mechanismList === undefined || identifiers === undefined) return undefined
  const mechanisms = identifiers.map(({ content }) => content.toString('hex'))
  return { kind: 'init', mechanisms, mechanismList, ...tokenAndMic(fields) }
}

function fieldsOf(octets: Buffer): Fields | undefined {
  return readElements(contentOf(readElements(octets), TAG.sequence) ?? Buffer.alloc(0))
}

function tokenAndMic(fields: Fields): {
  readonly token: Buffer | undefined
  readonly mic: Buffer | undefined
} {
  const octetsIn = (number: number) =>
    contentOf(readElements(contentOf(fields, field(number)) ?? Buffer.alloc(0)), TAG.octets)
  return { token: octetsIn(2), mic: octetsIn(3) }
}

/** How far a negotiation has come. @source RFC 4178 4.2.2 */
const STATE = { completed: 0, incomplete: 1, requestMic: 3 } as const

/** What the server answers. */
export interface ServerToken {
  readonly state: keyof typeof STATE
  /** Named in the first answer alone. */
  readonly mechanism?: string
  readonly token?: Uint8Array
  readonly mic?: Uint8Array
}

export function renderServerToken({ state, mechanism, token, mic }: ServerToken): Buffer {
  const parts = [element(field(0), element(TAG.enumerated, Buffer.from([STATE[state]])))]
  if (mechanism !== undefined)
    parts.push(element(field(1), element(TAG.objectId, Buffer.from(mechanism, 'hex'))))
  if (token !== undefined) parts.push(element(field(2), element(TAG.octets, token)))
  if (mic !== undefined) parts.push(element(field(3), element(TAG.octets, mic)))
  return element(TAG.response, element(TAG.sequence, ...parts))
}
