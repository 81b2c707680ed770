import { collectionOf, type Instant } from '../../core/index.js'

/** An organization of Control Hub. */
export interface Organization {
  readonly id: string
  readonly displayName: string
  readonly created: Instant
}

export const organizations = collectionOf<Organization>()('webex', 'organizations', { key: ({ id }) => id })

/** Roles as the public API names them. @source developer.webex.com, roles */
export type Role = 'Full Administrator' | 'Read-only administrator'

/** A person, bot or workspace that Webex knows. Nobody gets here but by provisioning or an invitation. */
export interface Person {
  readonly id: string
  readonly orgId: string
  /** Lower case. */
  readonly email: string
  readonly displayName: string
  readonly firstName: string
  readonly lastName: string
  readonly type: 'person' | 'bot' | 'workspace'
  readonly roles: readonly Role[]
  readonly timezone: string
  readonly created: Instant
  /** Invited to a space by mail address, never signed in. */
  readonly invitePending: boolean
  readonly outOfOffice: OutOfOffice | null
}

/** `start` and `end` are null for a state that has no schedule. */
export interface OutOfOffice {
  readonly start: Instant | null
  readonly end: Instant | null
  readonly externalAudience: string
}

/** The stream of all changes of people. */
export const PEOPLE_STREAM = 'webex.people'

export const people = collectionOf<Person>()('webex', 'people', {
  key: ({ id }) => id,
  indexes: {
    email: ({ email }) => email,
    organization: ({ orgId }) => orgId,
    administrators: ({ orgId, roles }) => (roles.includes('Full Administrator') ? orgId : undefined),
  },
  streams: () => [PEOPLE_STREAM],
})

/** The account of a connector cluster: what its nodes sign in with. */
export interface MachineAccount {
  readonly id: string
  readonly orgId: string
  readonly uid: string
  readonly passwordHash: string
  readonly clusterId: string
}

export const machineAccounts = collectionOf<MachineAccount>()('webex', 'machineAccounts', {
  key: ({ id }) => id,
  indexes: { uid: ({ uid }) => uid, cluster: ({ clusterId }) => clusterId },
})
