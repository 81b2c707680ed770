import type { LocatedViolation } from '../codec/violation.js'
import type { OperationFacts } from '../codec/table.js'
import type { EwsObject, EwsValue } from '../tree.js'

/** What came of reading a request: every outcome that the pipeline must answer differently. */
export type EnvelopeReading =
  | { readonly kind: 'malformed'; readonly violation: LocatedViolation }
  /** No SOAP envelope, no body, or an element that names no operation. */
  | { readonly kind: 'unknown'; readonly element: string | undefined }
  | RequestReading

export interface RequestReading {
  readonly kind: 'request'
  readonly operation: OperationFacts
  readonly headers: SoapHeaders
  /** Empty when there is a violation. */
  readonly body: EwsObject
  readonly violation: LocatedViolation | undefined
  /** The values in it that may be any text, one after the other, when nothing else in it is free. */
  readonly free?: string
}

/** The headers that this server knows, and what is wrong with the others. */
export interface SoapHeaders {
  /** The `Version` of `RequestServerVersion` as written; not checked yet. */
  readonly version: string | undefined
  /** Decoded headers of the types namespace by local name, such as `TimeZoneContext`. */
  readonly values: ReadonlyMap<string, EwsValue>
  readonly violations: ReadonlyMap<string, LocatedViolation>
  readonly duplicate: string | undefined
  /** A header with `mustUnderstand` that this server does not know. */
  readonly notUnderstood: string | undefined
}
