import { type Core, type Write } from '../../core/index.js'
import { personByEmail } from '../people/find-people.js'
import { profiles } from '../records/licences.js'
import type { Person } from '../records/people.js'
import { siteUsers } from '../records/sites.js'
import { oauthClients, type OAuthClient } from '../records/tokens.js'
import { RestFault } from '../rest/rest-fault.js'
import { hashSecret } from '../secrets.js'
import { ADMIN_SCOPES, splitScopes } from './scopes.js'
import { newToken } from './tokens.js'

/** What a client asks a person's browser for. */
export interface AuthorizationRequest {
  readonly client_id: string
  readonly redirect_uri: string
  readonly scope: string
  readonly response_type: string
  readonly code_challenge?: string | undefined
  readonly code_challenge_method?: string | undefined
}

/** A request that cannot be granted, but whose client can be told so by sending the browser back. */
export class AuthorizationRefused extends Error {
  override readonly name = 'AuthorizationRefused'
  readonly code: string

  constructor(code: string) {
    super(`The authorization is refused: ${code}.`)
    this.code = code
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** The client of a request; a browser is never sent to an address that its client has not. @source RFC 6749 3.1.2.4 */
export function clientAsking({ world }: Core, request: AuthorizationRequest): OAuthClient {
  const client = world.get(oauthClients, request.client_id)
  if (client === undefined) throw unknown('invalid_client', 'The client is not known.')

  const { redirect_uri: target } = request
  const isOwn = client.redirectUris?.includes(target) === true
  if (!isOwn && !(URL.canParse(target) && LOOPBACK.test(new URL(target).hostname))) {
    throw unknown('invalid_request', 'The redirect_uri is not one of the client.')
  }
  return client
}

/** Throws when nobody could grant the request. */
export function checkRequest(client: OAuthClient, request: AuthorizationRequest): void {
  if (request.response_type !== 'code') throw new AuthorizationRefused('unsupported_response_type')
  const { code_challenge: challenge, code_challenge_method: method } = request
  if (challenge !== undefined && method !== 'S256') throw new AuthorizationRefused('invalid_request')
  const scopes = splitScopes(request.scope)
  if (scopes.length === 0 || !scopes.every((scope) => client.scopes.includes(scope))) {
    throw new AuthorizationRefused('invalid_scope')
  }
}

/**
 * The person who signs in. @inferred Who has a password at the site needs it; for everybody else the organization's
 * single sign-on vouches, which the lab is itself.
 */
export function signIn({ world }: Core, email: string, password: string): Person | undefined {
  const person = personByEmail(world, email)
  if (person?.type !== 'person' || person.invitePending) return undefined
  if (world.get(profiles, person.id)?.isLoginEnabled === false) return undefined
  const hashes = [...world.by(siteUsers, 'email', person.email)].map(({ record }) => record.passwordHash)
  const known = hashes.filter((hash) => hash !== null)
  return known.length === 0 || known.includes(hashSecret(password)) ? person : undefined
}

/** The code for what the person allows. Administration is only for administrators. */
export function grantCode(
  core: Core,
  person: Person,
  request: AuthorizationRequest,
): { readonly code: string; readonly write: Write } {
  const scopes = splitScopes(request.scope)
  const administers = scopes.some((scope) => (ADMIN_SCOPES as readonly string[]).includes(scope))
  if (administers && person.roles.length === 0) throw new AuthorizationRefused('invalid_scope')

  const { text, write } = newToken(core, {
    kind: 'code',
    subject: { kind: 'person', id: person.id, orgId: person.orgId },
    clientId: request.client_id,
    scopes,
    asked: { redirectUri: request.redirect_uri, codeChallenge: request.code_challenge ?? null },
  })
  return { code: text, write }
}

function unknown(code: string, message: string): RestFault {
  return new RestFault(400, { code, message })
}
