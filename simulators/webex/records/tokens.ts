import { collectionOf, type Instant } from '../../core/index.js'

/** An application that asks Common Identity for tokens. */
export interface OAuthClient {
  readonly id: string
  readonly orgId: string
  readonly name: string
  readonly secretHash: string
  readonly scopes: readonly string[]
  /** Where a browser may be sent back to, besides addresses of this machine. */
  readonly redirectUris?: readonly string[]
}

export const oauthClients = collectionOf<OAuthClient>()('webex', 'oauthClients', { key: ({ id }) => id })

/**
 * A credential that was issued, found by the hash of its text: the text itself is nowhere in the world.
 * `code` is what a browser brings back from the authorize page. `assertion` is the answer of GetBearerToken, which the saml2-bearer grant exchanges once.
 */
export interface Token {
  readonly hash: string
  readonly kind: 'access' | 'refresh' | 'assertion' | 'code'
  readonly subject: TokenSubject
  readonly clientId: string | null
  readonly scopes: readonly string[]
  readonly expires: Instant
  /** What the exchange of a code must fit. */
  readonly asked?: AuthorizationAsked
}

export interface AuthorizationAsked {
  readonly redirectUri: string
  /** PKCE: the SHA-256 of what the client proves itself with, in base64url. */
  readonly codeChallenge: string | null
}

export interface TokenSubject {
  readonly kind: 'person' | 'machine' | 'client'
  readonly id: string
  readonly orgId: string
}

export const tokens = collectionOf<Token>()('webex', 'tokens', {
  key: ({ hash }) => hash,
  indexes: { subject: ({ subject }) => subject.id },
})
