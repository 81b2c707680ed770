import { NO_ENTRY, type Journaled, type OpenEntry } from '../../core/index.js'
import type { Account } from '../../directory/accounts/account.js'
import type { HttpExchange } from '../../network/index.js'

/** What an answer is made of, whichever way of asking it answers. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly document: string
  /** The protocol's own word for it, as the journal keeps it. */
  readonly outcome: string
}

/** One Autodiscover request on its way through the steps; what a step finds out is there for the next ones. */
export class AutodiscoverInteraction implements Journaled {
  readonly exchange: HttpExchange
  readonly face: Face
  readonly conversation: Conversation
  /** Set by the first step. */
  entry: OpenEntry = NO_ENTRY
  account: Account | undefined
  /** `POX`, `GetUserSettings`, `JSON` …: what is asked, as far as it is known. */
  operation: string
  /** Whom the request is about; until that is known, the host that it asks. */
  target: string
  answer: Answer | undefined

  constructor(exchange: HttpExchange, face: Face) {
    this.exchange = exchange
    this.face = face
    this.operation = face.operation
    this.target = hostOf(exchange)
    this.conversation = face.open(exchange)
  }
}

/** One way of asking Autodiscover. */
export interface Face {
  /** What the journal and fault rules call it before its request has been read. */
  readonly operation: string
  /** Whether it answers without a log-on. */
  readonly isAnonymous: boolean
  readonly methods: readonly string[]
  open(exchange: HttpExchange): Conversation
}

/** What a request asks, once it has been read. */
export interface Asked {
  readonly operation?: string
  readonly target?: string
}

/** One request to a face and what is answered. */
export interface Conversation {
  /** Reads the body; it is empty for a GET. */
  understand(body: string): Asked
  answer(): Answer
  /** A fault of the lab in the form of this face, also for a request that has not been read. */
  refuse(code: string, details: FaultDetails): Answer
}

export type FaultDetails = Readonly<Record<string, string | number>>

/** The host that a request names, in lower case and without its port. */
export function hostOf({ request }: HttpExchange): string {
  return (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
}
