import type { WireAnswer, WireRequest } from './wire.js'

/** Sends a further request to the server on the same upstream connection, noted in the ledger like any other. */
export type SendUpstream = (request: WireRequest) => Promise<WireAnswer>

/** What becomes of a request: it goes on, it is lost, or a forged answer makes the node believe it was accepted. */
export type Fate =
  | { readonly kind: 'forwarded'; readonly request: WireRequest }
  | { readonly kind: 'swallowed'; readonly answer: WireAnswer }
  /** Counts as sent and answered so, although the server never saw it. */
  | { readonly kind: 'forged'; readonly request: WireRequest; readonly answer: WireAnswer }

/** What a relay may do to the traffic of a node. Without hooks it only watches. */
export interface Sabotage {
  readonly request?: (request: WireRequest) => Fate | Promise<Fate>
  /** Rewrites an answer before the node sees it; only called where `rewritesAnswerTo` says so. */
  readonly answer?: (answer: WireAnswer, request: WireRequest) => WireAnswer
  readonly rewritesAnswerTo?: (request: WireRequest) => boolean
  /** Runs once the server has answered; what it sends comes from the node as far as the server can tell. */
  readonly after?: (request: WireRequest, status: number, send: SendUpstream) => Promise<void>
  /** Bytes to put on a fresh connection to the directory, besides the node's own. */
  readonly directoryPdu?: Buffer
}

export const NO_SABOTAGE: Sabotage = {}
