import { randomBytes } from 'node:crypto'
import { refusedSecurityContext, unknownAuthentication } from '../ldap/diagnostics.js'
import type { BindAuthentication } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { ntlmLeg } from './ntlm-bind.js'
import type { Session } from './session.js'

type Sasl = Extract<BindAuthentication, { kind: 'sasl' }>

interface SaslAnswer {
  readonly result: LdapResult
  readonly serverCredentials?: Buffer
}

type Mechanism = (session: Session, credentials: Buffer) => SaslAnswer

/**
 * The mechanisms that the root announces. One that this server knows no credential for refuses as a domain controller
 * does to which the client shows none that it knows. @source MS-ADTS 3.1.1.3.4.5
 */
const MECHANISMS: Readonly<Record<string, Mechanism>> = {
  'GSS-SPNEGO': negotiate,
  GSSAPI: kerberos,
  EXTERNAL: certificate,
  'DIGEST-MD5': digest,
}

export function saslBind(session: Session, { mechanism, credentials }: Sasl): SaslAnswer {
  const name = mechanism.toUpperCase()
  if (name !== 'GSS-SPNEGO') session.handshake = undefined
  const perform = Object.hasOwn(MECHANISMS, name) ? MECHANISMS[name] : undefined
  return perform?.(session, credentials ?? Buffer.alloc(0)) ?? { result: unknownAuthentication() }
}

/** NTLM inside SPNEGO, or as it is. */
function negotiate(session: Session, credentials: Buffer): SaslAnswer {
  const { result: ended, token, isOver } = ntlmLeg(session, credentials)
  const outcome = isOver ? ended : result('saslBindInProgress')
  return token === undefined ? { result: outcome } : { result: outcome, serverCredentials: token }
}

/** There is no ticket-granting server, so that no ticket is for this one. @inferred the sub-code */
function kerberos(): SaslAnswer {
  return { result: refusedSecurityContext('malformed') }
}

/** No client shows a certificate that an account is known by. @source MS-ADTS 5.1.1.2 (invalidCredentials) */
function certificate(): SaslAnswer {
  return { result: refusedSecurityContext('bad-password') }
}

/**
 * Challenges, and refuses every response: what it would be checked against is made of the password itself, of which a
 * hash of another kind is kept. @source RFC 2831 2.1.1 for the challenge
 */
function digest({ directory }: Session, credentials: Buffer): SaslAnswer {
  if (credentials.length > 0) return { result: refusedSecurityContext('bad-password') }
  const nonce = randomBytes(24).toString('base64')
  const challenge = `qop="auth,auth-int,auth-conf",cipher="3des,rc4",algorithm=md5-sess,nonce="${nonce}",charset=utf-8,realm="${directory.forest.dnsDomain}"`
  return { result: result('saslBindInProgress'), serverCredentials: Buffer.from(challenge) }
}
