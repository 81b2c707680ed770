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
  readonly before?: readonly LdapResponse[]
  readonly final: LdapResponse & { readonly result: LdapResult }
  readonly controls?: readonly Control[]
}

/** Finds a control that was sent. */
export function controlOf(controls: readonly Control[], type: string): Control | undefined {
  return controls.find((control) => control.type === type)
}
