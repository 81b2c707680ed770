import type { Tag } from '../codec/attributes.js'
import { createDecoder, type Decoder } from '../codec/decoder.js'
import { locate } from '../codec/locate.js'
import { SOAP_NAMESPACE, TYPES_NAMESPACE } from '../codec/namespaces.js'
import type { EwsSchema } from '../codec/schema.js'
import type { LocatedViolation, Violation } from '../codec/violation.js'
import type { EwsValue } from '../tree.js'
import type { SoapHeaders } from './envelope-reading.js'

const VERSION = 'RequestServerVersion'

/** Who is meant by a header without `actor`: the first that reads it. @source SOAP 1.1, 4.2.2 */
const NEXT_ACTOR = 'http://schemas.xmlsoap.org/soap/actor/next'

/**
 * Reads the children of `soap:Header`. Those of the types namespace are decoded by the schema; only the value
 * of `RequestServerVersion` is left unchecked, for it has a fault of its own. @source ews.md 1.5, 1.8
 */
export function createHeaderReader(schema: EwsSchema, text: string) {
  const values = new Map<string, EwsValue>()
  const violations = new Map<string, LocatedViolation>()
  const seen = new Set<string>()
  let version: string | undefined
  let duplicate: string | undefined
  let notUnderstood: string | undefined
  let name = ''
  let decoder: Decoder | undefined
  let depth = 0

  function start(tag: Tag): void {
    const type = tag.uri === TYPES_NAMESPACE ? schema.element(`t:${tag.local}`) : undefined
    decoder = undefined
    name = tag.local
    if (type === undefined) {
      if (mustUnderstand(tag)) notUnderstood ??= tag.local
      return
    }
    if (seen.has(name)) duplicate ??= name
    seen.add(name)
    if (name === VERSION) version = tag.attributes.find((each) => each.name === 'Version')?.value
    decoder = createDecoder(schema, type)
  }

  function note(found: Violation | undefined, offset: number): void {
    if (found === undefined) return
    decoder = undefined
    if (name === VERSION && found.attribute === 'Version') return
    violations.set(name, locate(text, offset, found))
  }

  return {
    open(tag: Tag, offset: number): void {
      if (++depth === 1) start(tag)
      note(decoder?.open(tag), offset)
    },
    text(chunk: string, offset: number): void {
      note(decoder?.text(chunk), offset)
    },
    close(offset: number): void {
      note(decoder?.close(), offset)
      if (--depth === 0 && decoder !== undefined) values.set(name, decoder.result)
    },
    end(): SoapHeaders {
      return { version, values, violations, duplicate, notUnderstood }
    },
  }
}

/** A header for another reader on the way is nobody's business here. @source SOAP 1.1, 4.2.2 and 4.2.3 */
function mustUnderstand(tag: Tag): boolean {
  const soap = (name: string) =>
    tag.attributes.find(({ uri, local }) => uri === SOAP_NAMESPACE && local === name)?.value.trim()
  const actor = soap('actor') ?? ''

  return ['1', 'true'].includes(soap('mustUnderstand') ?? '') && ['', NEXT_ACTOR].includes(actor)
}
