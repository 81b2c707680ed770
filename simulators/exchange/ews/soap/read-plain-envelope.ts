import { leave, unlessLeft } from '../codec/leave.js'
import { PlainDecoder } from '../codec/plain-decoder.js'
import { PlainScanner } from '../codec/plain-scanner.js'
import type { Name } from '../codec/names.js'
import type { PlainTypes } from '../codec/plain-types.js'
import type { Scope } from '../codec/scope.js'
import type { LocatedViolation } from '../codec/violation.js'
import type { EwsObject, EwsValue } from '../tree.js'
import type { RequestReading, SoapHeaders } from './envelope-reading.js'

/**
 * Reads a request in which nothing is unusual and nothing wrong, as those of clients are; undefined when it is
 * another, for which the careful reader is. `bytes` is the text in UTF-8.
 */
export function readPlainEnvelope(
  types: PlainTypes,
  text: string,
  bytes: Buffer = Buffer.from(text),
): RequestReading | undefined {
  const scanned = bytes.length === text.length ? bytes : bytePerCharacter(text)
  return unlessLeft(() => new PlainEnvelope(types, new PlainScanner(text, scanned, types.scope)).read())
}

/** Characters that are not ASCII are all the same to the scanner. */
function bytePerCharacter(text: string): Buffer {
  return Buffer.from(text.replace(/[^\0-\x7f]/g, '\u0080'), 'latin1')
}

class PlainEnvelope {
  readonly #types: PlainTypes
  readonly #scanner: PlainScanner
  readonly #decoder: PlainDecoder

  constructor(types: PlainTypes, scanner: PlainScanner) {
    this.#types = types
    this.#scanner = scanner
    this.#decoder = new PlainDecoder(scanner)
  }

  read(): RequestReading {
    const scanner = this.#scanner
    const envelope = this.#soap()
    if (envelope.meaning !== 'Envelope') leave()
    this.#enter(envelope)
    let part = this.#soap()
    let headers = NO_HEADERS
    if (part.meaning === 'Header') {
      headers = this.#headers(part)
      part = this.#soap()
    }
    if (part.meaning !== 'Body') leave()
    const { operation, body } = this.#body(part)
    if (!scanner.toEndTag()) leave()
    scanner.endTag(envelope.written)
    scanner.skipSpace()
    if (!scanner.isAtEnd) leave()
    return { kind: 'request', operation, headers, body, violation: undefined, free: this.#decoder.free }
  }

  #headers(part: Name<string>): SoapHeaders {
    const scanner = this.#scanner
    const outer = this.#enter(part)
    const values = new Map<string, EwsValue>()
    while (!scanner.toEndTag()) {
      const name = this.#types.headers.read(scanner)
      const { local, type } = name.meaning
      if (values.has(local)) leave()
      values.set(local, this.#decoder.element(type, name))
    }
    scanner.endTag(part.written)
    scanner.scope = outer
    const version = (values.get('RequestServerVersion') as EwsObject | undefined)?.['@Version']
    return headersOf(values, version as string | undefined)
  }

  #body(part: Name<string>): Pick<RequestReading, 'operation' | 'body'> {
    const scanner = this.#scanner
    const outer = this.#enter(part)
    if (scanner.toEndTag()) leave()
    const name = this.#types.requests.read(scanner)
    const { operation, type } = name.meaning
    const body = this.#decoder.element(type, name) as EwsObject
    if (!scanner.toEndTag()) leave()
    scanner.endTag(part.written)
    scanner.scope = outer
    return { operation, body }
  }

  /** Reads the name of the element of SOAP that comes next. */
  #soap(): Name<string> {
    if (this.#scanner.toEndTag()) leave()
    return this.#types.soap.read(this.#scanner)
  }

  /** Reads the start tag of one of the elements of SOAP, which must have content; gives the scope around it. */
  #enter(name: Name<string>): Scope {
    const scanner = this.#scanner
    const outer = scanner.scope
    while (scanner.toAttribute()) scanner.declaration(outer)
    scanner.checkPrefix(name)
    if (scanner.startTagEnd()) leave()
    return outer
  }
}

const NO_VIOLATIONS: ReadonlyMap<string, LocatedViolation> = new Map()
const NO_HEADERS = headersOf(new Map(), undefined)

function headersOf(values: ReadonlyMap<string, EwsValue>, version: string | undefined): SoapHeaders {
  return { version, values, violations: NO_VIOLATIONS, duplicate: undefined, notUnderstood: undefined }
}
