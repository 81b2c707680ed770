import type { Step } from '../../../core/index.js'
import { acceptVersion, type ProductVersion } from '../../versions/index.js'
import { PlainTypes } from '../codec/plain-types.js'
import type { EwsSchema } from '../codec/schema.js'
import { EwsFault } from '../ews-fault.js'
import type { EnvelopeReading, SoapHeaders } from '../soap/envelope-reading.js'
import { MustUnderstandFault } from '../soap/must-understand-fault.js'
import { readEnvelope } from '../soap/read-envelope.js'
import { schemaFault } from '../soap/schema-fault.js'
import type { EwsExchange } from './ews-exchange.js'

/** Reads the envelope and checks its headers; what the body violates waits until later. @source ews.md 1.5 */
export function decode(schema: EwsSchema, product: ProductVersion): Step<EwsExchange> {
  const types = new PlainTypes(schema)
  return (exchange, next) => {
    const { text, bytes, entry } = exchange
    const reading = readEnvelope(types, text, bytes)
    const free = (reading.kind === 'request' ? reading.free : undefined) ?? text
    entry.ask({ operation: operationOf(reading), request: bytes, free })
    if (reading.kind === 'malformed') throw schemaFault(reading.violation)
    if (reading.kind === 'unknown') throw new EwsFault('ErrorInvalidRequest')
    checkHeaders(reading.headers)
    const acceptance = acceptVersion(product, reading.headers.version)
    if (acceptance.kind === 'refused') throw new EwsFault(acceptance.code)
    exchange.reading = reading
    exchange.version = acceptance.version
    return next()
  }
}

function operationOf(reading: EnvelopeReading): string {
  if (reading.kind === 'request') return reading.operation.name
  return (reading.kind === 'unknown' ? reading.element : undefined) ?? ''
}

function checkHeaders({ duplicate, notUnderstood, violations, values }: SoapHeaders): void {
  if (notUnderstood !== undefined) throw new MustUnderstandFault(notUnderstood)
  if (duplicate !== undefined) throw new EwsFault('ErrorDuplicateSOAPHeader')
  for (const [header, violation] of violations) {
    if (header === 'ExchangeImpersonation') throw new EwsFault('ErrorInvalidExchangeImpersonationHeaderData')
    throw schemaFault(violation)
  }
  // @source ews.md 1.8
  if (values.has('ExchangeImpersonation') && values.has('OpenAsAdminOrSystemService'))
    throw new EwsFault('ErrorMoreThanOneAccessModeSpecified')
}
