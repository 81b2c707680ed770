import { collectionOf, type Instant } from '../../core/index.js'

/** What can be told of a space. */
export type SpaceResource = 'rooms' | 'memberships' | 'messages'
export type SpaceEventType = 'created' | 'updated' | 'deleted'

/** An address that is called when something happens. */
export interface Webhook {
  readonly id: string
  readonly orgId: string
  readonly createdBy: string
  /** The application whose token made it. */
  readonly appId: string | null
  readonly name: string
  readonly targetUrl: string
  /** Where its maker reached the cloud: it begins the addresses of files. */
  readonly origin: string
  readonly resource: SpaceResource | 'all'
  readonly event: SpaceEventType | 'all'
  readonly filter: string | null
  /** What bodies are signed with. Its owner may read it again. */
  readonly secret: string | null
  readonly ownedBy: 'creator' | 'org'
  readonly status: 'active' | 'inactive'
  readonly created: Instant
}

export const webhooks = collectionOf<Webhook>()('webex', 'webhooks', {
  key: ({ id }) => id,
  indexes: { creator: ({ createdBy }) => createdBy, active: ({ status }) => status },
})

/** What happened in a space, as administrators can read it later. */
export interface SpaceEvent {
  readonly id: string
  readonly orgId: string
  readonly resource: SpaceResource
  readonly type: SpaceEventType
  readonly actorId: string
  readonly at: Instant
  /** JSON, without what is said; the addresses of files begin with their path. */
  readonly data: string
}

export const spaceEvents = collectionOf<SpaceEvent>()('webex', 'spaceEvents', {
  key: ({ id }) => id,
  indexes: { organization: ({ orgId }) => orgId },
})
