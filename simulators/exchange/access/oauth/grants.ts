import type { Account } from '../../../directory/accounts/account.js'
import type { Accounts } from '../../../directory/accounts/accounts.js'
import type { LogonFailure } from '../../../directory/accounts/logon.js'
import { DELEGATED_SCOPE } from './application.js'
import {
  authenticateClient,
  type AuthenticatedClient,
  type ClientDirectory,
} from './client-authentication.js'
import { isSignedBy, readToken, textClaim, writeToken, type Claims } from './json-web-token.js'
import { wantedAccess, type OwnsHost, type WantedAccess } from './resource.js'
import { issuerOf, TOKEN_LIFETIME_S, type Tenant } from './tenant.js'
import { TokenError, type TokenRefusal } from './token-error.js'

export interface IdentityProvider extends ClientDirectory {
  readonly tenant: Tenant
  readonly accounts: Accounts
  readonly ownsHost: OwnsHost
  readonly newId: () => string
}

/** What was granted. */
export interface Grant {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly access: WantedAccess
  /** Delegated permissions, in the words of the answer; empty for applications. */
  readonly scope: string
}

type Give = (provider: IdentityProvider, form: URLSearchParams) => Grant

/** The ways to a token. @source Microsoft's "OAuth 2.0 client credentials flow" and "resource owner password credentials" */
const GRANTS: Readonly<Record<string, Give>> = {
  client_credentials: toApplication,
  password: byPassword,
  refresh_token: byRefreshToken,
}

export function grantToken(provider: IdentityProvider, form: URLSearchParams): Grant {
  const type = form.get('grant_type')
  if (type === null) throw new TokenError('parameterMissing')
  const give = Object.hasOwn(GRANTS, type) ? GRANTS[type] : undefined
  if (give === undefined) throw new TokenError('grantUnsupported')
  return give(provider, form)
}

function toApplication(provider: IdentityProvider, form: URLSearchParams): Grant {
  const client = authenticateClient(provider, form)
  if (client.appidacr === '0') throw new TokenError('secretMissing')
  const access = wantedAccess(form, provider.ownsHost)
  if (access.permissions.some((permission) => permission !== '.default'))
    throw new TokenError('scopeNotDefault')
  const { objectId, appRoles } = client.application
  const roles = appRoles.length === 0 ? {} : { roles: appRoles }
  const claims = { idtyp: 'app', oid: objectId, sub: objectId, ...roles }
  return {
    access,
    scope: '',
    refreshToken: undefined,
    accessToken: issue(provider, { client, access, claims }),
  }
}

function byPassword(provider: IdentityProvider, form: URLSearchParams): Grant {
  const client = authenticateClient(provider, form)
  const [name, password] = [form.get('username'), form.get('password')]
  if (name === null || password === null) throw new TokenError('parameterMissing')
  const outcome = provider.accounts.verifyWindowsPassword(name, password)
  if (outcome.kind === 'refused') throw new TokenError(REFUSALS[outcome.reason])
  return delegated(provider, { client, access: wantedAccess(form, provider.ownsHost), user: outcome.account })
}

/** What the provider calls the reasons for which Windows refuses. */
const REFUSALS: Readonly<Record<LogonFailure, TokenRefusal>> = {
  'no-such-user': 'userUnknown',
  'bad-password': 'passwordInvalid',
  'logon-hours': 'passwordInvalid',
  workstation: 'passwordInvalid',
  'password-expired': 'passwordExpired',
  'must-change': 'passwordExpired',
  disabled: 'userDisabled',
  'account-expired': 'userDisabled',
  'locked-out': 'userLocked',
}

interface Delegation {
  readonly client: AuthenticatedClient
  readonly access: WantedAccess
  readonly user: Account
}

function delegated(provider: IdentityProvider, { client, access, user }: Delegation): Grant {
  const consented = client.application.scopes
  const asked = access.permissions.includes('.default') ? consented : access.permissions
  if (asked.length === 0 || asked.some((scope) => !consented.includes(scope)))
    throw new TokenError('consentMissing')
  const claims = {
    amr: ['pwd'],
    name: user.displayName,
    oid: user.objectGuid,
    onprem_sid: user.sid,
    scp: asked.join(' '),
    sub: user.objectGuid,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
  }
  return {
    access,
    scope: asked.map((scope) => `${access.resource}/${scope}`).join(' '),
    accessToken: issue(provider, { client, access, claims }),
    refreshToken: access.wantsRefresh ? issueRefresh(provider, { client, access, user }) : undefined,
  }
}

/** Where it is good for: nothing but the provider itself, so that no Exchange takes it for an access token. */
const REFRESH_AUDIENCE = 'refresh'

function issueRefresh(provider: IdentityProvider, { client, access, user }: Delegation): string {
  const { tenant, now } = provider
  const { id, privateKey } = tenant.key()
  const claims = {
    aud: REFRESH_AUDIENCE,
    appid: client.application.appId,
    iat: Math.floor(now() / 1000),
    oid: user.objectGuid,
    resource: access.resource,
    jti: provider.newId(),
  }
  return writeToken({ typ: 'JWT', alg: 'RS256', kid: id }, claims, privateKey)
}

function byRefreshToken(provider: IdentityProvider, form: URLSearchParams): Grant {
  const client = authenticateClient(provider, form)
  const token = readToken(form.get('refresh_token') ?? '')
  const isOurs = token !== undefined && isSignedBy(token, provider.tenant.key().publicKey)
  const isGood =
    isOurs &&
    textClaim(token.claims, 'aud') === REFRESH_AUDIENCE &&
    textClaim(token.claims, 'appid') === client.application.appId
  const user = isGood ? provider.accounts.byGuid(textClaim(token.claims, 'oid')) : undefined
  if (token === undefined || user === undefined) throw new TokenError('refreshInvalid')
  const before = {
    resource: textClaim(token.claims, 'resource'),
    permissions: [DELEGATED_SCOPE],
    wantsRefresh: true,
  }
  const asked = form.has('scope') || form.has('resource')
  const access = asked ? { ...wantedAccess(form, provider.ownsHost), wantsRefresh: true } : before
  return delegated(provider, { client, access, user })
}

interface Issue {
  readonly client: AuthenticatedClient
  readonly access: WantedAccess
  readonly claims: Claims
}

/** An access token of version 1, which is what Exchange takes whichever endpoint gave it. */
function issue({ tenant, now, newId }: IdentityProvider, { client, access, claims }: Issue): string {
  const seconds = Math.floor(now() / 1000)
  const { id, privateKey } = tenant.key()
  const { application, appidacr } = client
  const issuer = issuerOf(tenant)
  const common = {
    aud: access.resource,
    iss: issuer,
    iat: seconds,
    nbf: seconds,
    exp: seconds + TOKEN_LIFETIME_S,
    app_displayname: application.displayName,
    appid: application.appId,
    appidacr,
    idp: issuer,
    tid: tenant.id,
    uti: newId(),
    ver: '1.0',
  }
  return writeToken({ typ: 'JWT', alg: 'RS256', x5t: id, kid: id }, { ...common, ...claims }, privateKey)
}
