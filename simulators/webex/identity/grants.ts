import { createHash } from 'node:crypto'
import { remove, type Core, type Write } from '../../core/index.js'
import { tokens, type Token } from '../records/tokens.js'
import { RestFault } from '../rest/rest-fault.js'
import { authenticateClient } from './client-authentication.js'
import { MACHINE_SCOPES, splitScopes } from './scopes.js'
import { ACCESS_SECONDS, findToken, newToken, REFRESH_SECONDS, renewal } from './tokens.js'

/** A token request as the grants read it. */
export interface GrantRequest {
  readonly cause: string
  readonly authorization: string | undefined
  readonly form: Readonly<Record<string, string>>
}

type Grant = (core: Core, request: GrantRequest) => Granted
type Granted = Pick<Token, 'subject' | 'clientId' | 'scopes'> & {
  /** What becomes of the credential, such as that it is good only once. */
  readonly writes?: readonly Write[]
  /** The refresh token that was used: the answer repeats it, so that a lost answer does not lock anybody out. */
  readonly refreshToken?: string
}

/** The grants by their `grant_type`. @source webex.md 4 */
const GRANTS: Readonly<Record<string, Grant>> = {
  authorization_code: exchangeCode,
  refresh_token: refresh,
  client_credentials: clientCredentials,
  'urn:cisco:oauth:grant-type:scope-reduction': reduceScope,
  'urn:ietf:params:oauth:grant-type:saml2-bearer': exchangeAssertion,
}

/** Carries out a token request; the answer always holds an access token that was never issued before. */
export function grantToken(core: Core, request: GrantRequest): object {
  const grant = GRANTS[request.form['grant_type'] ?? '']
  if (grant === undefined) throw refusal('unsupported_grant_type', 'This grant type is not supported.')

  const { writes = [], refreshToken, ...granted } = grant(core, request)
  const access = newToken(core, { kind: 'access', ...granted })
  core.world.commit({
    cause: request.cause,
    reason: 'token granted',
    writes: [access.write, ...writes],
  })
  return {
    access_token: access.text,
    token_type: 'Bearer',
    expires_in: ACCESS_SECONDS,
    scope: granted.scopes.join(' '),
    ...(refreshToken === undefined
      ? {}
      : { refresh_token: refreshToken, refresh_token_expires_in: REFRESH_SECONDS }),
  }
}

function refresh(core: Core, { authorization, form }: GrantRequest): Granted {
  const client = authenticateClient(core, authorization, form)
  const refreshToken = form['refresh_token'] ?? ''
  const token = findToken(core, 'refresh', refreshToken)
  if (token === undefined || token.clientId !== client.id) {
    throw refusal('invalid_grant', 'The refresh token is not valid.')
  }
  return { ...subjectOf(token), refreshToken, writes: [renewal(core, token)] }
}

/** What a browser brought back, exchanged once, by the client that sent it there. @source RFC 6749 4.1.3, RFC 7636 4.6 */
function exchangeCode(core: Core, { authorization, form }: GrantRequest): Granted {
  const client = authenticateClient(core, authorization, form)
  const code = findToken(core, 'code', form['code'] ?? '')
  const proof = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url')
  const fits =
    code?.clientId === client.id &&
    code.asked?.redirectUri === form['redirect_uri'] &&
    (code.asked?.codeChallenge ?? proof) === proof
  if (code === undefined || !fits) throw refusal('invalid_grant', 'The authorization code is not valid.')

  const granted = subjectOf(code)
  const refreshing = newToken(core, { kind: 'refresh', ...granted })
  return {
    ...granted,
    refreshToken: refreshing.text,
    writes: [remove(tokens, code.hash), refreshing.write],
  }
}

function clientCredentials(core: Core, { authorization, form }: GrantRequest): Granted {
  const client = authenticateClient(core, authorization, form)
  const scopes = scopesWithin(form['scope'], client.scopes)
  return { subject: { kind: 'client', id: client.id, orgId: client.orgId }, clientId: client.id, scopes }
}

/** A token that can do less, made of one that can do more: the SDK asks for one that is good for keys only. */
function reduceScope(core: Core, { form }: GrantRequest): Granted {
  const token = findToken(core, 'access', form['token'] ?? '')
  if (token === undefined) throw refusal('invalid_grant', 'The token is not valid.')
  return { ...subjectOf(token), scopes: scopesWithin(form['scope'], token.scopes) }
}

/** The second half of a machine account's login. */
function exchangeAssertion(core: Core, { form }: GrantRequest): Granted {
  const token = findToken(core, 'assertion', form['assertion'] ?? '')
  if (token === undefined) throw refusal('invalid_grant', 'The assertion is not valid.')
  return {
    ...subjectOf(token),
    scopes: scopesWithin(form['scope'], MACHINE_SCOPES),
    writes: [remove(tokens, token.hash)],
  }
}

function subjectOf({ subject, clientId, scopes }: Token): Pick<Token, 'subject' | 'clientId' | 'scopes'> {
  return { subject, clientId, scopes }
}

function scopesWithin(asked: string | undefined, allowed: readonly string[]): readonly string[] {
  const scopes = splitScopes(asked ?? '')
  if (scopes.every((scope) => allowed.includes(scope))) return scopes.length === 0 ? allowed : scopes
  throw refusal('invalid_scope', 'A requested scope is unknown or not granted.')
}

function refusal(code: string, message: string): RestFault {
  return new RestFault(400, { code, message })
}
