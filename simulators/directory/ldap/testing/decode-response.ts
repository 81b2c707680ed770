import { BerReader } from '../ber/ber-reader.js'
import {
  applicationConstructed as app,
  contextConstructed as constructed,
  contextPrimitive as primitive,
  TAG,
} from '../ber/tags.js'
import type { Control } from '../control.js'
import type { AttributeValues, LdapResponse, LdapResult } from '../response.js'

/** A response as a client has it: all values are octets. */
export interface DecodedResponse {
  readonly messageId: number
  readonly response: LdapResponse
  readonly controls: readonly Control[]
}

const PLAIN = new Map<number, Extract<LdapResponse, { result: LdapResult }>['kind']>([
  [app(1), 'bind'],
  [app(5), 'search'],
  [app(7), 'modify'],
  [app(9), 'add'],
  [app(11), 'delete'],
  [app(13), 'rename'],
  [app(15), 'compare'],
  [app(24), 'extended'],
])

/** Reads a response as a client does; the other half of the codec, for tests. */
export function decodeResponse(pdu: Buffer): DecodedResponse {
  const message = new BerReader(pdu).inside()
  const messageId = message.integer()
  const { tag, content } = message.any()
  const response = decodeOperation(tag, new BerReader(content))
  const controls = message.isAtEnd ? [] : message.inside(constructed(0)).each(decodeControl)
  return { messageId, response, controls }
}

function decodeOperation(tag: number, body: BerReader): LdapResponse {
  const kind = PLAIN.get(tag)
  if (kind !== undefined) return decodeEnd(kind, body)
  if (tag === app(4)) {
    return { kind: 'entry', dn: body.text(), attributes: body.inside().each(decodeAttribute) }
  }
  if (tag === app(19)) return { kind: 'reference', urls: body.each((url) => url.text()) }
  return { kind: 'intermediate', name: body.text(primitive(0)), ...optional(body, 'value', 1) }
}

function decodeEnd(
  kind: Extract<LdapResponse, { result: LdapResult }>['kind'],
  body: BerReader,
): LdapResponse {
  const code = body.enumerated()
  const matchedDn = body.text()
  const diagnosticMessage = body.text()
  const referrals =
    body.peek() === constructed(3) ? body.inside(constructed(3)).each((url) => url.text()) : []
  const result = { code, matchedDn, diagnosticMessage, referrals }
  if (kind === 'bind') return { kind, result, ...optional(body, 'serverCredentials', 7) }
  if (kind !== 'extended') return { kind, result }
  const name = body.peek() === primitive(10) ? { name: body.text(primitive(10)) } : {}
  return { kind, result, ...name, ...optional(body, 'value', 11) }
}

function optional<Name extends string>(
  body: BerReader,
  name: Name,
  tagNumber: number,
): Partial<Record<Name, Buffer>> {
  if (body.peek() !== primitive(tagNumber)) return {}
  return { [name]: body.octets(primitive(tagNumber)) } as Partial<Record<Name, Buffer>>
}

function decodeAttribute(body: BerReader): AttributeValues {
  const attribute = body.inside()
  return { name: attribute.text(), values: attribute.inside(TAG.set).each((value) => value.octets()) }
}

function decodeControl(body: BerReader): Control {
  const control = body.inside()
  return {
    type: control.text(),
    isCritical: control.peek() === TAG.boolean && control.boolean(),
    value: control.isAtEnd ? undefined : control.octets(),
  }
}
