import {
  boolean,
  element,
  integer,
  malformed,
  octets,
  readElements,
  readInteger,
  sequence,
  TAG,
} from './ber.js'

/** The operations of the protocol that the connector speaks. @source RFC 4511 4.2 to 4.5 */
const OPERATION = {
  bindRequest: 0x60,
  bindResponse: 0x61,
  unbindRequest: 0x42,
  searchRequest: 0x63,
  searchEntry: 0x64,
  searchDone: 0x65,
  searchReference: 0x73,
  abandonRequest: 0x50,
  extendedResponse: 0x78,
} as const

const SCOPES = { base: 0, one: 1, sub: 2 } as const

export interface Control {
  readonly oid: string
  readonly isCritical: boolean
  readonly value: Buffer | null
}

export interface SearchRequest {
  /** A name as the directory writes it; it is sent as it is. */
  readonly base: string
  readonly scope: keyof typeof SCOPES
  /** An encoded filter. */
  readonly filter: Buffer
  readonly attributes: readonly string[]
  readonly controls?: readonly Control[]
}

/** An entry as it came: the values are octets, the names of attributes lower case. */
export interface WireEntry {
  readonly dn: string
  readonly attributes: ReadonlyMap<string, readonly Buffer[]>
}

export interface Result {
  readonly code: number
  readonly text: string
  readonly controls: readonly Control[]
}

export type Response =
  | { readonly kind: 'entry'; readonly entry: WireEntry }
  | { readonly kind: 'reference' }
  | { readonly kind: 'result'; readonly result: Result }

export function encodeBind(id: number, name: string, password: string): Buffer {
  return message(id, element(OPERATION.bindRequest, integer(3), octets(name), element(0x80, password)))
}

export function encodeUnbind(id: number): Buffer {
  return message(id, element(OPERATION.unbindRequest))
}

export function encodeSearch(id: number, request: SearchRequest): Buffer {
  const { base, scope, filter, attributes, controls = [] } = request
  const search = element(
    OPERATION.searchRequest,
    octets(base),
    integer(SCOPES[scope], TAG.enumerated),
    integer(0, TAG.enumerated),
    integer(0),
    integer(0),
    boolean(false),
    filter,
    sequence(...attributes.map(octets)),
  )
  return message(id, search, controls)
}

function message(id: number, operation: Buffer, controls: readonly Control[] = []): Buffer {
  const encoded = controls.map(({ oid, isCritical, value }) =>
    sequence(octets(oid), boolean(isCritical), ...(value === null ? [] : [octets(value)])),
  )
  return sequence(integer(id), operation, ...(encoded.length === 0 ? [] : [element(0xa0, ...encoded)]))
}

/** A message of a server, without its outermost element. */
export function decodeResponse(content: Buffer): { readonly id: number; readonly response: Response } {
  const [id, operation, controls] = readElements(content)
  if (operation === undefined) throw malformed()
  return { id: readInteger(id?.content), response: decodeOperation(operation.tag, operation.content) }

  function decodeOperation(tag: number, body: Buffer): Response {
    switch (tag) {
      case OPERATION.searchEntry:
        return { kind: 'entry', entry: decodeEntry(body) }
      case OPERATION.searchReference:
        return { kind: 'reference' }
      case OPERATION.bindResponse:
      case OPERATION.searchDone:
      case OPERATION.extendedResponse:
        return {
          kind: 'result',
          result: { ...decodeResult(body), controls: decodeControls(controls?.content) },
        }
      default:
        throw malformed()
    }
  }
}

function decodeEntry(body: Buffer): WireEntry {
  const [dn, list] = readElements(body)
  if (dn === undefined || list === undefined) throw malformed()
  const attributes = readElements(list.content).map(({ content }) => {
    const [name, values] = readElements(content)
    if (name === undefined || values === undefined) throw malformed()
    const octets = readElements(values.content).map((value) => value.content)
    return [name.content.toString('utf8').toLowerCase(), octets] as const
  })
  return { dn: dn.content.toString('utf8'), attributes: new Map(attributes) }
}

function decodeResult(body: Buffer): Pick<Result, 'code' | 'text'> {
  const [code, , text] = readElements(body)
  return { code: readInteger(code?.content), text: text?.content.toString('utf8').replace(/\0+$/, '') ?? '' }
}

function decodeControls(content: Buffer | undefined): readonly Control[] {
  if (content === undefined) return []
  return readElements(content).map(({ content: control }) => {
    const [oid, ...rest] = readElements(control)
    const value = rest.find(({ tag }) => tag === TAG.octets)
    return {
      oid: oid?.content.toString('latin1') ?? '',
      isCritical: rest.some(({ tag, content: flag }) => tag === TAG.boolean && flag[0] !== 0),
      value: value?.content ?? null,
    }
  })
}
