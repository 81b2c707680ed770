import type { Account } from '../../../directory/accounts/account.js'
import type { IdentityProvider } from './grants.js'
import { isExchange } from './resource.js'
import { APP_ROLE, DELEGATED_SCOPE } from './application.js'
import {
  isSignedBy,
  readToken,
  textClaim,
  textsClaim,
  timeClaim,
  type Claims,
  type JsonWebToken,
} from './json-web-token.js'
import { applicationAccount } from './application-account.js'
import { EXCHANGE_APP_ID, issuerOf } from './tenant.js'

/** What a token is worth. `untilMs` is when it ends. */
export type BearerOutcome =
  | { readonly kind: 'granted'; readonly account: Account; readonly untilMs: number }
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly diagnostics: string }

/** Exchange's side of OAuth: what it says of itself, and which tokens it takes. */
export interface BearerAuthentication {
  readonly challenge: string
  verify(token: string): BearerOutcome
}

/** @source ews.md 1.4: the numbers and categories of x-ms-diagnostics */
const DIAGNOSTICS = {
  signature: {
    number: 2_000_000,
    category: 'invalid_signature',
    reason: 'The signature of the token is invalid.',
  },
  token: { number: 2_000_001, category: 'invalid_token', reason: 'The token is not a valid token.' },
  expired: { number: 2_000_002, category: 'token_expired', reason: 'The token has expired.' },
  audience: {
    number: 2_000_003,
    category: 'invalid_resource',
    reason: "The audience claim value is invalid 'aud'.",
  },
  tenant: {
    number: 2_000_004,
    category: 'invalid_tenant',
    reason: 'The tenant of the token is not this one.',
  },
  user: {
    number: 2_000_005,
    category: 'invalid_user',
    reason: 'The user specified by the user-context in the token does not exist.',
  },
  scope: {
    number: 2_000_008,
    category: 'invalid_grant',
    reason: 'The token contains not enough scope to make this call.',
  },
} as const

type Fault = keyof typeof DIAGNOSTICS

const MOST_REMEMBERED = 10_000

/**
 * Takes the tokens that the organization's identity provider issues. What was worked out for a token holds until it
 * ends or its user or application is changed.
 * @source ews.md 1.4; Microsoft's "Authenticate an EWS application by using OAuth"; @inferred 403 for a token without
 * permission, as public reports have it
 */
export function createBearerAuthentication(
  provider: IdentityProvider,
  { authorizationUri }: { readonly authorizationUri?: string } = {},
): BearerAuthentication {
  const { tenant } = provider
  const known = new Map<string, JsonWebToken>()

  return {
    challenge: challengeOf(tenant.id, authorizationUri),
    verify(text) {
      const token = known.get(text) ?? trusted(text)
      if (token === undefined) return refused('token')
      if (token === 'forged') return refused('signature')
      const fault = faultOf(provider, token.claims)
      return fault === undefined ? principalOf(provider, token.claims) : refused(fault)
    },
  }

  /** A token whose signature is right; checking that is the only part that takes time. */
  function trusted(text: string): JsonWebToken | 'forged' | undefined {
    const token = readToken(text)
    if (token === undefined) return undefined
    const { id, publicKey } = tenant.key()
    if (token.header['kid'] !== id || !isSignedBy(token, publicKey)) return 'forged'
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(text, token)
    return token
  }
}

/** @source captured, ews.md 1.4; without a place to log on at, an organization of its own premises without hybrid log-on */
function challengeOf(tenantId: string, authorizationUri: string | undefined): string {
  const parts = [
    `client_id="${EXCHANGE_APP_ID}"`,
    `trusted_issuers="00000001-0000-0000-c000-000000000000@${authorizationUri === undefined ? tenantId : '*'}"`,
    'token_types="app_asserted_user_v1 service_asserted_app_v1"',
  ]
  if (authorizationUri !== undefined) parts.push(`authorization_uri="${authorizationUri}"`)
  return `Bearer ${parts.join(', ')}`
}

function faultOf(provider: IdentityProvider, claims: Claims): Fault | undefined {
  const { tenant, now, ownsHost } = provider
  const seconds = now() / 1000
  const until = timeClaim(claims, 'exp')
  const from = timeClaim(claims, 'nbf') ?? 0
  if (until === undefined || from > seconds + CLOCK_SKEW_S) return 'token'
  if (until <= seconds) return 'expired'
  if (!isExchange(textClaim(claims, 'aud'), ownsHost)) return 'audience'
  if (textClaim(claims, 'iss') !== issuerOf(tenant)) return 'tenant'
  return undefined
}

const CLOCK_SKEW_S = 300

function principalOf({ applications, accounts }: IdentityProvider, claims: Claims): BearerOutcome {
  const application = applications.application(textClaim(claims, 'appid'))
  if (application === undefined) return refused('token')
  const untilMs = (timeClaim(claims, 'exp') ?? 0) * 1000
  if (textClaim(claims, 'idtyp') === 'app') {
    const isTrusted = textsClaim(claims, 'roles').includes(APP_ROLE)
    return { kind: 'granted', account: applicationAccount(application, isTrusted), untilMs }
  }
  if (!textClaim(claims, 'scp').split(' ').includes(DELEGATED_SCOPE)) return refused('scope')
  const account = accounts.byGuid(textClaim(claims, 'oid'))
  return account === undefined ? refused('user') : { kind: 'granted', account, untilMs }
}

function refused(fault: Fault): BearerOutcome {
  const { number, reason, category } = DIAGNOSTICS[fault]
  return {
    kind: 'refused',
    status: fault === 'scope' ? 403 : 401,
    diagnostics: `${number};reason="${reason}";error_category="${category}"`,
  }
}
