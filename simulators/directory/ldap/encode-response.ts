import type { BerWriter } from './ber/ber-writer.js'
import {
  applicationConstructed as app,
  contextConstructed as constructed,
  contextPrimitive as primitive,
  TAG,
} from './ber/tags.js'
import type { Control } from './control.js'
import type { AttributeValues, EntryResponse, LdapResponse, LdapResult, ResponseMessage } from './response.js'

const TAGS: Readonly<Record<LdapResponse['kind'], number>> = {
  bind: app(1),
  entry: app(4),
  search: app(5),
  modify: app(7),
  add: app(9),
  delete: app(11),
  rename: app(13),
  compare: app(15),
  reference: app(19),
  extended: app(24),
  intermediate: app(25),
}

/** Writes one message. @source RFC 4511 4.1.1 */
export function encodeResponse(
  writer: BerWriter,
  { messageId, response, controls = [] }: ResponseMessage,
): void {
  writer.sequence(() => {
    writer.integer(messageId)
    writer.constructed(TAGS[response.kind], () => encodeOperation(writer, response))
    if (controls.length > 0) {
      writer.constructed(constructed(0), () => controls.forEach((control) => encodeControl(writer, control)))
    }
  })
}

function encodeOperation(writer: BerWriter, response: LdapResponse): void {
  switch (response.kind) {
    case 'entry':
      return encodeEntry(writer, response)
    case 'reference':
      return response.urls.forEach((url) => writer.octets(url))
    case 'bind':
      encodeResult(writer, response.result)
      return optional(writer, response.serverCredentials, 7)
    case 'extended':
      encodeResult(writer, response.result)
      optional(writer, response.name, 10)
      return optional(writer, response.value, 11)
    case 'intermediate':
      optional(writer, response.name, 0)
      return optional(writer, response.value, 1)
    default:
      return encodeResult(writer, response.result)
  }
}

function encodeEntry(writer: BerWriter, { dn, attributes, ready }: EntryResponse): void {
  writer.octets(dn)
  const list = writer.begin(TAG.sequence)
  if (ready !== undefined) writer.raw(ready)
  encodeAttributes(writer, attributes)
  writer.end(list)
}

/** The octets of attributes, one after the other. @source RFC 4511 4.1.7 */
export function encodeAttributes(writer: BerWriter, attributes: readonly AttributeValues[]): void {
  for (const { name, values } of attributes) {
    const attribute = writer.begin(TAG.sequence)
    writer.octets(name)
    const set = writer.begin(TAG.set)
    for (const value of values) writer.octets(value)
    writer.end(set)
    writer.end(attribute)
  }
}

function encodeResult(writer: BerWriter, result: LdapResult): void {
  writer.enumerated(result.code)
  writer.octets(result.matchedDn)
  writer.octets(result.diagnosticMessage)
  if (result.referrals.length > 0) {
    writer.constructed(constructed(3), () => result.referrals.forEach((url) => writer.octets(url)))
  }
}

function optional(writer: BerWriter, value: string | Uint8Array | undefined, tagNumber: number): void {
  if (value !== undefined) writer.octets(value, primitive(tagNumber))
}

export function encodeControl(writer: BerWriter, { type, isCritical, value }: Control): void {
  writer.sequence(() => {
    writer.octets(type)
    if (isCritical) writer.boolean(true)
    if (value !== undefined) writer.octets(value)
  })
}
