import type { IncomingHttpHeaders } from 'node:http'

/** The services a node talks to over HTTP, each with a relay of its own. */
export type HttpService = 'exchange' | 'site' | 'cloud'

/** One request as it goes on to the server. */
export interface WireRequest {
  readonly service: HttpService
  readonly node: number
  /** Number of the client connection within its relay: NTLM belongs to it. */
  readonly connection: number
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface WireAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A request that went to the server, and its answer once it has begun. */
export interface WireExchange {
  readonly id: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly request: WireRequest
  readonly answer: WireAnswer | undefined
}

/** The element inside the SOAP body, the request's operation for Exchange; empty for a handshake leg. */
export function soapOperation(body: string): string {
  return /<(?:[\w.-]+:)?Body\b[^>]*>\s*<(?:[\w.-]+:)?([\w.-]+)/.exec(body)?.[1] ?? ''
}
