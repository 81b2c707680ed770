import type { BindAuthentication } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { ntlmLeg } from './ntlm-bind.js'
import type { Session } from './session.js'

type Sicily = Extract<BindAuthentication, { kind: 'sicily' }>

/**
 * Microsoft's older negotiation: discovery names the packages, the challenge travels as the matched name.
 * @source MS-ADTS 5.1.1.1.3
 */
export function sicilyBind(session: Session, { step, token }: Sicily): LdapResult {
  if (step === 'discovery') return { ...SUCCESS, matchedDn: 'NTLM' }
  if (step === 'negotiate') session.handshake = undefined
  const leg = ntlmLeg(session, token)
  return leg.token === undefined ? leg.result : { ...leg.result, matchedDn: leg.token }
}
