import { collectionOf, type Instant } from '../../core/index.js'

/** A content key: 256 bits for A256GCM, base64url. What it encrypts is never stored beside it. */
export interface KmsKey {
  readonly uri: string
  readonly k: string
  readonly userId: string
  readonly clientId: string
  readonly created: Instant
  readonly expires: Instant
  /** The resource that it is bound to: then the authorizations of the resource say who may have it. */
  readonly resourceUri: string | null
}

export const kmsKeys = collectionOf<KmsKey>()('webex', 'kmsKeys', {
  key: ({ uri }) => uri,
  indexes: { resource: ({ resourceUri }) => resourceUri ?? undefined },
})

/** An organization's own key management server, on its premises: Hybrid Data Security. @source webex.md 9 */
export interface KeyServer {
  readonly orgId: string
  readonly host: string
  /** Whether the cloud can pass messages on to it. */
  readonly isReachable: boolean
}

export const keyServers = collectionOf<KeyServer>()('webex', 'keyServers', {
  key: ({ orgId }) => orgId,
  indexes: { host: ({ host }) => host },
})

/** A set of keys and of the people who may have them. */
export interface KmsResource {
  readonly uri: string
  readonly userIds: readonly string[]
  readonly created: Instant
}

export const kmsResources = collectionOf<KmsResource>()('webex', 'kmsResources', { key: ({ uri }) => uri })
