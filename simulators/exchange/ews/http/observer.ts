import type { EwsExchange } from './ews-exchange.js'

/** Sees every document that goes out, and the request that it answers. */
export type ResponseObserver = (seen: SeenDocument) => void

export interface SeenDocument {
  /** Empty when the request named none. */
  readonly operation: string
  readonly document: string
  /** The document is one of those that answer a streaming request. */
  readonly isFrame: boolean
  readonly request: SeenRequest
}

export interface SeenRequest {
  readonly document: string
  /** What the schema tables said; undefined when the request was not read as far as that. */
  readonly isValid: boolean | undefined
}

export function seenRequest({ text, reading }: EwsExchange): SeenRequest {
  return { document: text, isValid: reading && reading.violation === undefined }
}
