import type { LogonOutcome } from '../accounts/logon.js'
import {
  inappropriateBind,
  refusedLogon,
  signingRequired,
  unknownAuthentication,
} from '../ldap/diagnostics.js'
import type { BindRequest } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import { saslBind } from './sasl-bind.js'
import type { Session } from './session.js'
import { sicilyBind } from './sicily-bind.js'

/** RFC 4511 4.2 · MS-ADTS 5.1.1. Every bind begins by forgetting who the client was. */
export function bind({ session, request }: OperationCall<'bind'>): OperationAnswer {
  const { version, authentication } = request
  session.account = undefined
  if (version !== 2 && version !== 3) return answer(result('protocolError'))
  if (session.isFastBind && authentication.kind !== 'simple') return answer(inappropriateBind())
  switch (authentication.kind) {
    case 'simple':
      session.handshake = undefined
      return answer(simpleBind(session, request, authentication.password.toString('utf8')))
    case 'sasl':
      return { final: { kind: 'bind', ...saslBind(session, authentication) } }
    case 'sicily':
      return answer(sicilyBind(session, authentication))
    case 'unknown':
      return answer(unknownAuthentication())
  }
}

/** A name without a password leaves the client anonymous, and succeeds. @source MS-ADTS 5.1.1.1.2 */
function simpleBind(session: Session, { name }: BindRequest, password: string): LdapResult {
  if (password === '') return SUCCESS
  if (session.requireSigning && !session.secure && !session.hasLayer) return signingRequired()
  return take(session, session.directory.accounts.verifyPassword(name, password))
}

/** A fast bind tries the password and leaves the client anonymous. @source MS-ADTS 5.1.1.4 */
function take(session: Session, outcome: LogonOutcome): LdapResult {
  if (outcome.kind === 'refused') return refusedLogon(outcome.reason)
  if (!session.isFastBind) session.account = outcome.account
  return SUCCESS
}

function answer(bindResult: LdapResult): OperationAnswer {
  return { final: { kind: 'bind', result: bindResult } }
}
