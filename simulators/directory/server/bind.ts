import type { LogonOutcome } from '../accounts/logon.js'
import { refusedLogon, refusedSecurityContext } from '../ldap/diagnostics.js'
import type { BindAuthentication, BindRequest } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import type { Session } from './session.js'

type Sasl = Extract<BindAuthentication, { kind: 'sasl' }>
type Sicily = Extract<BindAuthentication, { kind: 'sicily' }>

/** RFC 4511 4.2 · MS-ADTS 5.1.1. Every bind begins by forgetting who the client was. */
export function bind({ session, request }: OperationCall<'bind'>): OperationAnswer {
  session.account = undefined
  if (request.version !== 2 && request.version !== 3) return answer(result('protocolError'))
  switch (request.authentication.kind) {
    case 'simple':
      return answer(simpleBind(session, request, request.authentication.password.toString('utf8')))
    case 'sasl':
      return saslBind(session, request.authentication)
    case 'sicily':
      return sicilyBind(session, request.authentication)
    case 'unknown':
      return answer(result('authMethodNotSupported'))
  }
}

/** A name without a password leaves the client anonymous, and succeeds. @source MS-ADTS 5.1.1.1.2 */
function simpleBind(session: Session, { name }: BindRequest, password: string): LdapResult {
  if (password === '') return SUCCESS
  return take(session, session.directory.accounts.verifyPassword(name, password))
}

function take(session: Session, outcome: LogonOutcome): LdapResult {
  if (outcome.kind === 'refused') return refusedLogon(outcome.reason)
  session.account = outcome.account
  return SUCCESS
}

/** NTLM inside GSS-SPNEGO, wrapped or raw. @source ldap.md 3 */
function saslBind(session: Session, { mechanism, credentials }: Sasl): OperationAnswer {
  if (mechanism.toUpperCase() !== 'GSS-SPNEGO') return answer(result('authMethodNotSupported'))
  const step = ntlmStep(session, credentials ?? Buffer.alloc(0))
  if (step.token === undefined) return answer(step.result)
  const going = session.handshake === undefined ? step.result : result('saslBindInProgress')
  return { final: { kind: 'bind', result: going, serverCredentials: step.token } }
}

/** The older negotiation: discovery names the packages, the challenge travels as the matched name. */
function sicilyBind(session: Session, { step, token }: Sicily): OperationAnswer {
  if (step === 'discovery') return answer({ ...SUCCESS, matchedDn: 'NTLM' })
  const found = ntlmStep(session, token)
  if (found.token === undefined) return answer(found.result)
  return answer({ ...SUCCESS, matchedDn: found.token })
}

function ntlmStep(session: Session, token: Buffer): { readonly result: LdapResult; readonly token?: Buffer } {
  const handshake = (session.handshake ??= session.directory.negotiate())
  const step = handshake.accept(token)
  if (step.kind === 'challenge') return { result: SUCCESS, token: Buffer.from(step.token) }
  session.handshake = undefined
  if (step.kind === 'refused') return { result: refusedSecurityContext() }
  session.account = step.account
  return { result: SUCCESS, ...(step.token === undefined ? {} : { token: Buffer.from(step.token) }) }
}

function answer(bindResult: LdapResult): OperationAnswer {
  return { final: { kind: 'bind', result: bindResult } }
}
