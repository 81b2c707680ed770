import type { Journaled } from '../../core/index.js'
import type { TcpConnection } from '../../network/index.js'
import type { Envelope } from '../ldap/decode-request.js'
import type { LdapRequest } from '../ldap/request.js'
import type { OperationAnswer } from './operation.js'
import type { Session } from './session.js'

/** What becomes of the connection after a request. */
export type Fate = 'goes-on' | 'secures' | 'ends' | 'resets'

/** One request on its way through the pipeline. */
export interface LdapInteraction extends Journaled {
  readonly connection: TcpConnection
  readonly protocol: 'ldap' | 'gc'
  readonly session: Session
  readonly envelope: Envelope
  /** Undefined until it has been decoded. */
  request: LdapRequest | undefined
  /** Undefined for requests that have no answer. */
  answer: OperationAnswer | undefined
  /** The bytes to be sent. */
  bytes: Buffer | undefined
  fate: Fate
}
