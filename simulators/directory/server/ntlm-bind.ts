import { refusedSecurityContext, sealingInsideTls, signingRequired } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { MessageSecurity, protectionOf } from '../ntlm/message-security.js'
import type { NtlmStep } from '../ntlm/ntlm-handshake.js'
import { SecurityLayer } from './security-layer.js'
import type { Session } from './session.js'

/** What a leg of NTLM has led to; `isOver` tells a success that ends the log-on from one that goes on. */
export interface NtlmLeg {
  readonly result: LdapResult
  readonly token: Buffer | undefined
  readonly isOver: boolean
}

/** Takes a token of NTLM, wrapped in SPNEGO or not, however LDAP carried it. @source ldap.md 3 */
export function ntlmLeg(session: Session, token: Buffer): NtlmLeg {
  const handshake = (session.handshake ??= session.directory.negotiate())
  const step = handshake.accept(token)
  if (step.kind === 'challenge') return { result: SUCCESS, token: Buffer.from(step.token), isOver: false }
  session.handshake = undefined
  if (step.kind === 'refused') return over(refusedSecurityContext(step.reason))
  const refusal = protect(session, step)
  if (refusal !== undefined) return over(refusal)
  session.account = step.account
  return over(SUCCESS, step.token)
}

function over(result: LdapResult, token?: Uint8Array): NtlmLeg {
  return { result, token: token === undefined ? undefined : Buffer.from(token), isOver: true }
}

/** Lays what was agreed over the connection, as far as its own protection and the policy let it. @source MS-ADTS 5.1.2.1 */
function protect(
  session: Session,
  { security }: Extract<NtlmStep, { kind: 'granted' }>,
): LdapResult | undefined {
  if (protectionOf(security) === 'none') {
    const isClear = !session.secure && !session.hasLayer
    return session.requireSigning && isClear ? signingRequired() : undefined
  }
  if (session.secure) return sealingInsideTls()
  const messages = new MessageSecurity(security, 'server')
  session.agreedLayer = new SecurityLayer(messages, session.directory.limits().MaxReceiveBuffer)
  return undefined
}
