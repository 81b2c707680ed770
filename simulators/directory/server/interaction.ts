import type { Duplex } from 'node:stream'
import type { Journaled } from '../../core/index.js'
import type { Connection } from '../../network/index.js'
import type { Envelope } from '../ldap/decode-request.js'
import type { LdapRequest } from '../ldap/request.js'
import type { OperationAnswer } from './operation.js'
import type { Outgoing } from './outgoing.js'
import type { Session } from './session.js'

/** What becomes of the connection after a request. */
export type Fate = 'goes-on' | 'secures' | 'protects' | 'ends' | 'resets'

/** What has been sent of an answer. */
export interface Said {
  entries: number
  references: number
  bytes: number
}

/** One request on its way through the pipeline. */
export interface LdapInteraction extends Journaled {
  readonly connection: Connection & { readonly socket: Duplex }
  readonly protocol: 'ldap' | 'gc'
  readonly session: Session
  readonly envelope: Envelope
  readonly outgoing: Outgoing
  readonly said: Said
  /** Undefined until it has been decoded. */
  request: LdapRequest | undefined
  /** Undefined for requests that have no answer. */
  answer: OperationAnswer | undefined
  /** How much of the answer a fault lets through. */
  allowance: number | undefined
  /** Nobody waits for the answer any more. */
  isAbandoned: boolean
  /** The operation stays open, and the connection goes on beside it. */
  staysOpen: boolean
  fate: Fate
}
