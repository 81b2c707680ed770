import type { Tag } from '../codec/attributes.js'
import { createDecoder, type Decoder } from '../codec/decoder.js'
import { locate } from '../codec/locate.js'
import { SOAP_NAMESPACE } from '../codec/namespaces.js'
import { prefixedName } from '../codec/read-element.js'
import type { EwsSchema } from '../codec/schema.js'
import type { OperationFacts } from '../codec/table.js'
import type { LocatedViolation, Violation } from '../codec/violation.js'
import type { PlainTypes } from '../codec/plain-types.js'
import { readXml, type XmlEvents } from '../codec/xml-reader.js'
import type { EwsObject } from '../tree.js'
import type { EnvelopeReading } from './envelope-reading.js'
import { createHeaderReader } from './header-reader.js'
import { readPlainEnvelope } from './read-plain-envelope.js'

/**
 * Reads a SOAP 1.1 request in one pass. The body is checked against the schema while it is parsed; after its
 * first violation only well-formedness is still checked, because that is reported first. @source ews.md 1.5
 *
 * What clients write is read by the plain reader. A request with anything else, or anything wrong, is read again by the
 * careful one, which says what it is and where. `bytes` is the text in UTF-8.
 */
export function readEnvelope(types: PlainTypes, text: string, bytes?: Buffer): EnvelopeReading {
  return readPlainEnvelope(types, text, bytes) ?? readCarefully(types.schema, text)
}

/** Reads any document, whatever is wrong with it. */
export function readCarefully(schema: EwsSchema, text: string): EnvelopeReading {
  const { events, end } = createEnvelopeReader(schema, text)
  const malformed = readXml(text, events)
  return malformed === undefined ? end() : { kind: 'malformed', violation: malformed }
}

function createEnvelopeReader(schema: EwsSchema, text: string) {
  const headers = createHeaderReader(schema, text)
  const body = createBodyReader(schema, text)
  const parts: (Part | undefined)[] = []
  let reader: typeof headers | typeof body | undefined
  let isEnvelope = false
  let hasText = false
  let depth = 0

  function startPart(part: Part | undefined): void {
    parts.push(part)
    reader = part === 'Header' ? headers : part === 'Body' ? body : undefined
  }

  const events: XmlEvents = {
    open(tag, offset) {
      depth++
      if (depth === 1) isEnvelope = isSoap(tag, 'Envelope')
      else if (depth === 2) startPart(isEnvelope ? partOf(tag) : undefined)
      else reader?.open(tag, offset)
    },
    text(chunk, offset) {
      if (depth > 2) reader?.text(chunk, offset)
      else hasText ||= /[^ \t\r\n]/.test(chunk)
    },
    close(offset) {
      if (depth > 2) reader?.close(offset)
      depth--
    },
  }

  function end(): EnvelopeReading {
    const { operation, element, violation, value } = body.end()
    if (operation === undefined || hasText || !isWhole(parts)) return { kind: 'unknown', element }
    return { kind: 'request', operation, headers: headers.end(), body: violation ? {} : value, violation }
  }

  return { events, end }
}

interface BodyEnd {
  readonly operation: OperationFacts | undefined
  readonly element: string | undefined
  readonly violation: LocatedViolation | undefined
  readonly value: EwsObject
}

/** Reads the one element of the body; beside another it names no operation. @inferred WSDL: one part */
function createBodyReader(schema: EwsSchema, text: string) {
  let element: string | undefined
  let operation: OperationFacts | undefined
  let decoder: Decoder | undefined
  let violation: LocatedViolation | undefined
  let depth = 0

  function note(found: Violation | undefined, offset: number): void {
    if (found !== undefined) violation = locate(text, offset, found)
  }

  function start(tag: Tag): void {
    element = tag.local
    const name = prefixedName(tag)
    const type = name?.startsWith('m:') ? schema.element(name) : undefined
    operation = type && schema.operation(tag.local)
    decoder = type && operation && createDecoder(schema, type)
  }

  return {
    open(tag: Tag, offset: number): void {
      if (++depth === 1) {
        if (element === undefined) start(tag)
        else operation = undefined
      }
      if (violation === undefined) note(decoder?.open(tag), offset)
    },
    text(chunk: string, offset: number): void {
      if (violation === undefined) note(decoder?.text(chunk), offset)
    },
    close(offset: number): void {
      if (violation === undefined) note(decoder?.close(), offset)
      depth--
    },
    end(): BodyEnd {
      return { operation, element, violation, value: (decoder?.result ?? {}) as EwsObject }
    },
  }
}

type Part = 'Header' | 'Body'

/** A body, and perhaps headers before it. @source SOAP 1.1, 4 */
function isWhole(parts: readonly (Part | undefined)[]): boolean {
  return parts.at(-1) === 'Body' && (parts.length === 1 || (parts.length === 2 && parts[0] === 'Header'))
}

function partOf(tag: Tag): Part | undefined {
  if (isSoap(tag, 'Header')) return 'Header'
  return isSoap(tag, 'Body') ? 'Body' : undefined
}

function isSoap(tag: Tag, local: string): boolean {
  return tag.local === local && tag.uri === SOAP_NAMESPACE
}
