import type { Tag } from '../codec/attributes.js'
import { createDecoder, type Decoder } from '../codec/decoder.js'
import { locate } from '../codec/locate.js'
import { SOAP_NAMESPACE } from '../codec/namespaces.js'
import { prefixedName } from '../codec/read-element.js'
import type { EwsSchema } from '../codec/schema.js'
import type { OperationFacts } from '../codec/table.js'
import type { LocatedViolation, Violation } from '../codec/violation.js'
import { readXml } from '../codec/xml-reader.js'
import type { EwsObject } from '../tree.js'
import type { EnvelopeReading } from './envelope-reading.js'
import { createHeaderReader } from './header-reader.js'

/**
 * Reads a SOAP 1.1 request in one pass. The body is checked against the schema while it is parsed; after its
 * first violation only well-formedness is still checked, because that is reported first. @source ews.md 1.5
 */
export function readEnvelope(schema: EwsSchema, text: string): EnvelopeReading {
  const headers = createHeaderReader(schema, text)
  const body = createBodyReader(schema, text)
  let part: 'Header' | 'Body' | undefined
  let isEnvelope = false
  let depth = 0

  const malformed = readXml(text, {
    open(tag, offset) {
      depth++
      if (depth === 1) isEnvelope = isSoap(tag, 'Envelope')
      else if (depth === 2) part = partOf(tag)
      else if (isEnvelope && part === 'Header') headers.open(tag, offset)
      else if (isEnvelope && part === 'Body') body.open(tag, offset)
    },
    text(chunk, offset) {
      if (depth > 2 && part === 'Header') headers.text(chunk, offset)
      else if (depth > 2 && part === 'Body') body.text(chunk, offset)
    },
    close(offset) {
      if (depth > 2 && part === 'Header') headers.close(offset)
      else if (depth > 2 && part === 'Body') body.close(offset)
      depth--
    },
  })

  if (malformed !== undefined) return { kind: 'malformed', violation: malformed }
  const { operation, element, violation, value } = body.end()
  if (operation === undefined) return { kind: 'unknown', element }
  return { kind: 'request', operation, headers: headers.end(), body: violation ? {} : value, violation }
}

interface BodyEnd {
  readonly operation: OperationFacts | undefined
  readonly element: string | undefined
  readonly violation: LocatedViolation | undefined
  readonly value: EwsObject
}

/** Reads the first element of the body; what follows it is ignored. */
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
      if (++depth === 1 && element === undefined) start(tag)
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

function partOf(tag: Tag): 'Header' | 'Body' | undefined {
  if (isSoap(tag, 'Header')) return 'Header'
  return isSoap(tag, 'Body') ? 'Body' : undefined
}

function isSoap(tag: Tag, local: string): boolean {
  return tag.local === local && tag.uri === SOAP_NAMESPACE
}
