import type { Instant } from '../clock/instant.js'
import type { FreeText } from './free-text.js'

/**
 * How long an interaction lasts: a `call` is one request and one answer, a `stream` stays open and has
 * messages as children, a `message` goes one way.
 */
export type InteractionKind = 'call' | 'stream' | 'message'

/** What the journal keeps of one interaction. Texts are redacted before they come here. */
export interface JournalEntry {
  readonly id: number
  readonly kind: InteractionKind
  /** `ews`, `autodiscover`, `ldap`, `gc`, `site-xml`, `cloud-rest`, `mercury`, `kms`, `fleet`, `admin` … */
  readonly protocol: string
  /** `GetItem`, `search`, `POST /v1/rooms` … Empty until the request has been understood. */
  readonly operation: string
  /** The endpoint set by which the interaction came in: `main`, or the name of a subject's. */
  readonly via: string
  readonly connection: string
  /** The authenticated account, if any. */
  readonly principal: string | null
  /** Whom or what it is about: the impersonated mailbox, the search base, the person. */
  readonly target: string | null
  /** The protocol's own word for how it ended: `NoError`, `ErrorServerBusy`, `0`, `404`. */
  readonly outcome: string
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  readonly requestBytes: number
  readonly responseBytes: number
  readonly request: string | null
  readonly response: string | null
  /** The entry of the stream that a message belongs to. */
  readonly parent: number | null
  /** The ids of the fault rules that acted on it. */
  readonly faults: readonly string[]
}

/** What is known when an interaction opens. */
export type EntryStart = Pick<JournalEntry, 'kind' | 'protocol' | 'via' | 'connection'> &
  Partial<Pick<JournalEntry, 'operation' | 'principal' | 'target' | 'request' | 'requestBytes' | 'parent'>>

/** What may become known while it runs. */
export type EntryUpdate = Partial<
  Pick<
    JournalEntry,
    | 'operation'
    | 'principal'
    | 'target'
    | 'outcome'
    | 'request'
    | 'response'
    | 'requestBytes'
    | 'responseBytes'
    | 'faults'
  >
>

/** A request whose codec knows which parts of it are free text: only there can be secrets. */
export interface EntryQuestion {
  readonly operation: string
  /** In UTF-8. */
  readonly request: Buffer
  /** The parts of `request` that no table of the protocol lays down, one after the other. */
  readonly free: string
}

/** An answer whose codec knows which parts of it are free text: only there can be secrets, or what chance has drawn. */
export interface EntryAnswer {
  /** In UTF-8; as a string only if every character is ASCII. */
  readonly response: Buffer | string
  readonly responseBytes: number
  /** The parts of `response` that no table of the protocol lays down; some are the same in many answers. */
  readonly free: readonly FreeText[]
  /** The same bytes answer other requests as well, and nobody changes them. */
  readonly lasts: boolean
}
