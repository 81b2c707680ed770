import type { Control } from '../ldap/control.js'
import type { LdapRequest } from '../ldap/request.js'
import type { LdapResponse, LdapResult } from '../ldap/response.js'
import type { Session } from './session.js'

/** One request as its operation sees it. */
export interface OperationCall<Kind extends LdapRequest['kind']> {
  readonly session: Session
  readonly request: Extract<LdapRequest, { readonly kind: Kind }>
  readonly controls: readonly Control[]
}

/** What an operation answers: entries and references, then how it ended. */
export interface OperationAnswer {
  /** Taken one by one while they are sent, no faster than the client reads: a generator makes them as they are wanted. */
  readonly before?: Iterable<LdapResponse>
  /**
   * Of an operation that stays open: what it says after `before`, for as long as it likes, each taken when the client
   * has read the one before. The signal aborts when the client abandons the operation or the connection ends, and
   * nothing is sent any more; the iterable has to end then. When it ends by itself, `final` follows.
   */
  readonly later?: (signal: AbortSignal) => AsyncIterable<LdapResponse>
  /** Read when all the rest has been taken, as are the controls: an answer that is not known before has them as getters. */
  readonly final: LdapResponse & { readonly result: LdapResult }
  readonly controls?: readonly Control[]
}

/** Finds a control that was sent. */
export function controlOf(controls: readonly Control[], type: string): Control | undefined {
  return controls.find((control) => control.type === type)
}
