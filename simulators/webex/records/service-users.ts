import { collectionOf, type Instant } from '../../core/index.js'
import { clusterStream, FLEET_STREAM, nodeStream } from './fleet.js'

/** A person or workspace that an administrator gave the calendar service. */
export interface Entitlement {
  readonly userId: string
  readonly orgId: string
  readonly since: Instant
  /** The clusters that may serve: those of this group, or those of none. */
  readonly resourceGroupId: string | null
}

export const ENTITLEMENT_STREAM = 'webex.entitlements'

export const entitlements = collectionOf<Entitlement>()('webex', 'entitlements', {
  key: ({ userId }) => userId,
  indexes: { organization: ({ orgId }) => orgId },
  streams: () => [FLEET_STREAM, ENTITLEMENT_STREAM],
})

/** What a cluster found out about a user: whether it can serve the mailbox. A score of -1 means it cannot. */
export interface Discovery {
  readonly clusterId: string
  readonly userId: string
  readonly score: number
  readonly isOperational: boolean
  readonly error: { readonly code: string; readonly message: string } | null
  readonly at: Instant
}

export const discoveryKey = (clusterId: string, userId: string): string => `${clusterId}/${userId}`

export const discoveries = collectionOf<Discovery>()('webex', 'discoveries', {
  key: ({ clusterId, userId }) => discoveryKey(clusterId, userId),
  indexes: { cluster: ({ clusterId }) => clusterId, user: ({ userId }) => userId },
  streams: ({ clusterId }) => [FLEET_STREAM, clusterStream(clusterId)],
})

/** One user on one node. Moving a user deletes one record and writes another, which both nodes see. */
export interface Assignment {
  readonly nodeId: string
  readonly clusterId: string
  readonly userId: string
}

export const assignmentKey = (nodeId: string, userId: string): string => `${nodeId}/${userId}`

export const assignments = collectionOf<Assignment>()('webex', 'assignments', {
  key: ({ nodeId, userId }) => assignmentKey(nodeId, userId),
  indexes: { node: ({ nodeId }) => nodeId, user: ({ userId }) => userId },
  streams: ({ nodeId }) => [nodeStream(nodeId)],
})

/** How many users a node serves; written after every change of whom, so that its number is theirs. */
export interface Roster {
  readonly nodeId: string
  readonly users: number
}

export const rosters = collectionOf<Roster>()('webex', 'rosters', { key: ({ nodeId }) => nodeId })

/** Why nobody serves a user who could be served. @source hybrid-calendar.md 17.2 */
export type WaitingReason =
  | 'das.unableAssignUser'
  | 'das.noOperationalConnector'
  | 'das.clusterResourceGroupMismatch'
  | 'das.clusterUpgrading'
  | 'das.clusterCapacityLimitReached'
  | 'das.clusterNotAssignedToResourceGroup'

/** An entitled user without a node, who is placed as soon as that can be done. */
export interface WaitingUser {
  readonly userId: string
  readonly orgId: string
  readonly reason: WaitingReason
}

export const waitingUsers = collectionOf<WaitingUser>()('webex', 'waitingUsers', {
  key: ({ userId }) => userId,
  indexes: { organization: ({ orgId }) => orgId },
})

export type UserState = 'activated' | 'pendingActivation' | 'error' | 'deactivated'

export interface UserStatus {
  readonly userId: string
  readonly orgId: string
  readonly state: UserState
  readonly nodeId: string | null
  readonly messages: readonly StatusMessage[]
  readonly lastSync: Instant | null
  readonly wasActivated: boolean
  /** When the state became what it is, and when anything of this was last said. */
  readonly stateChanged: Instant
  readonly changed: Instant
}

export interface StatusMessage {
  readonly severity: 'info' | 'warning' | 'error'
  readonly key: string
  readonly text: string
}

export const userStatuses = collectionOf<UserStatus>()('webex', 'userStatuses', {
  key: ({ userId }) => userId,
  indexes: { organizationState: ({ orgId, state }) => organizationState(orgId, state) },
})

export const organizationState = (orgId: string, state: UserState): string => `${orgId}/${state}`

export type UserEventName =
  | 'AddEntitlement'
  | 'RemoveEntitlement'
  | 'AddUserResourceGroup'
  | 'RemoveUserResourceGroup'
  | 'SetUserStatus'

/** One line of a user's history. @source hybrid-calendar.md HC-247 for the names of the events */
export interface UserEvent {
  readonly id: string
  readonly userId: string
  readonly at: Instant
  readonly event: UserEventName
  readonly state: UserState | null
  readonly clusterId: string | null
  readonly nodeId: string | null
  readonly message: string
}

export const userEvents = collectionOf<UserEvent>()('webex', 'userEvents', {
  key: ({ id }) => id,
  indexes: { user: ({ userId }) => userId },
})
