import type { ClientState } from '../../network/index.js'
import type { Caller } from './caller.js'
import type { EwsObject } from './tree.js'

/** What an operation may know of the request it serves, beyond its body. */
export interface EwsInteraction {
  /** Joins the journal entry, the `request-id` header and the log. */
  readonly id: string
  /** Aborts when the client went away or the server stops. */
  readonly signal: AbortSignal
}

/** A request whose envelope, headers and body passed every check. */
export interface OperationCall<Request extends EwsObject = EwsObject> {
  readonly request: Request
  readonly caller: Caller
  /** `RequestServerVersion`, or `Exchange2007_SP1` when the request names none. */
  readonly requestedVersion: string
  /** The zone of `TimeZoneContext`, by an id that `Zones` knows. */
  readonly timeZone: string | undefined
  /** `DateTimePrecision`: whether times carry fractions of a second. */
  readonly dateTimePrecision: 'Seconds' | 'Milliseconds'
  readonly interaction: EwsInteraction
}

/** The open answer of a streaming operation: each frame is one complete envelope, written and flushed at once. */
export interface ResponseFrames {
  /** Aborts when the client goes away, a fault cuts the connection, or the server stops. */
  readonly signal: AbortSignal
  /** What is known of the client, which is before `signal` aborts. */
  readonly client: ClientState
  /** The client does not read what was sent: more is to wait. */
  readonly isFull: boolean
  /**
   * `body` is the response element's value. The first frame commits the answer to HTTP 200. `flushed` is called when
   * the network has taken it.
   */
  send(body: EwsObject, flushed?: () => void): void
}

/** An operation that answers once: it returns the value of `m:<name>Response`. */
export interface CallOperation {
  readonly name: string
  handle(call: OperationCall): EwsObject | Promise<EwsObject>
}

/** An operation that keeps answering until it returns; throwing `EwsFault` before the first frame is a fault. */
export interface StreamOperation {
  readonly name: string
  stream(call: OperationCall, frames: ResponseFrames): Promise<void>
}

export type Operation = CallOperation | StreamOperation

/** Operations by the name that the WSDL gives them, such as `GetItem`. */
export type OperationRegistry = ReadonlyMap<string, Operation>
