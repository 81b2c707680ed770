import { PlainDecoder, type PlainTypes } from '../codec/plain-decoder.js'
import { leave, PlainScanner, unlessLeft, type QualifiedName } from '../codec/plain-scanner.js'
import { MESSAGES_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from '../codec/namespaces.js'
import type { CompiledType } from '../codec/type-kinds.js'
import type { EwsObject, EwsValue } from '../tree.js'
import type { LocatedViolation } from '../codec/violation.js'
import type { RequestReading, SoapHeaders } from './envelope-reading.js'

const NO_VIOLATIONS: ReadonlyMap<string, LocatedViolation> = new Map()

/**
 * Reads a request in which nothing is unusual and nothing wrong, as those of clients are; undefined when it is
 * another, for which the careful reader is.
 */
export function readPlainEnvelope(types: PlainTypes, text: string): RequestReading | undefined {
  return unlessLeft(() => new PlainEnvelope(types, text).read())
}

class PlainEnvelope {
  readonly #types: PlainTypes
  readonly #scanner: PlainScanner
  readonly #decoder: PlainDecoder

  constructor(types: PlainTypes, text: string) {
    this.#types = types
    this.#scanner = new PlainScanner(text)
    this.#decoder = new PlainDecoder(types, this.#scanner)
  }

  read(): RequestReading {
    const scanner = this.#scanner
    if (scanner.toEndTag()) leave()
    const envelope = this.#soapTag('Envelope')
    if (scanner.toEndTag()) leave()
    let name = scanner.name()
    let headers = NO_HEADERS
    if (name.local === 'Header') {
      headers = this.#headers(name)
      if (scanner.toEndTag()) leave()
      name = scanner.name()
    }
    const request = this.#body(name)
    if (!scanner.toEndTag()) leave()
    scanner.endTag(envelope.written)
    scanner.skipSpace()
    if (!scanner.isAtEnd) leave()
    return { kind: 'request', ...request, headers, violation: undefined, free: this.#decoder.free }
  }

  #headers(name: QualifiedName): SoapHeaders {
    const scanner = this.#scanner
    const outer = this.#enter(name, 'Header')
    const values = new Map<string, EwsValue>()
    while (!scanner.toEndTag()) {
      const header = scanner.name()
      const type = this.#types.schema.element(`t:${header.local}`)
      if (type === undefined || values.has(header.local)) leave()
      values.set(header.local, this.#element(type, header, TYPES_NAMESPACE))
    }
    scanner.endTag(name.written)
    scanner.leaveScope(outer)
    const version = (values.get('RequestServerVersion') as EwsObject | undefined)?.['@Version']
    return { ...NO_HEADERS, values, version: version as string | undefined }
  }

  #body(name: QualifiedName): Pick<RequestReading, 'operation' | 'body'> {
    const scanner = this.#scanner
    const outer = this.#enter(name, 'Body')
    if (scanner.toEndTag()) leave()
    const element = scanner.name()
    const operation = this.#types.schema.operation(element.local) ?? leave()
    const type = this.#types.schema.element(`m:${element.local}`) ?? leave()
    const body = this.#element(type, element, MESSAGES_NAMESPACE) as EwsObject
    if (!scanner.toEndTag()) leave()
    scanner.endTag(name.written)
    scanner.leaveScope(outer)
    return { operation, body }
  }

  #element(type: CompiledType, { written, prefix }: QualifiedName, namespace: string): EwsValue {
    return this.#decoder.element(this.#types.of(type), { written, prefix, namespace })
  }

  #soapTag(local: string): QualifiedName {
    const name = this.#scanner.name()
    this.#enter(name, local)
    return name
  }

  /** Reads the start tag of one of the elements of SOAP, which must have content; gives the scope around it. */
  #enter({ prefix, local }: QualifiedName, expected: string): number {
    const scanner = this.#scanner
    const outer = scanner.scope
    while (scanner.toAttribute()) scanner.declaration(outer)
    const isSoap = local === expected && scanner.namespaceOf(prefix) === SOAP_NAMESPACE
    if (!isSoap || scanner.startTagEnd()) leave()
    return outer
  }
}

const NO_HEADERS: SoapHeaders = {
  version: undefined,
  values: new Map(),
  violations: NO_VIOLATIONS,
  duplicate: undefined,
  notUnderstood: undefined,
}
