import { collectionOf, type Instant } from '../../core/index.js'

/**
 * The hybrid services besides the Exchange calendar, and the groups of a person: they concern the connector of this lab only
 * in what they exclude. @source hybrid-calendar.md HC-244, HC-250; CALL-001
 */
export type OtherService = 'squaredFusionGCal' | 'squaredFusionUC' | 'squaredFusionEC'

export interface HybridUser {
  readonly userId: string
  readonly orgId: string
  readonly services: readonly OtherService[]
  readonly calendarResourceGroupId: string | null
  readonly callResourceGroupId: string | null
}

export const hybridUsers = collectionOf<HybridUser>()('webex', 'hybridUsers', {
  key: ({ userId }) => userId,
  indexes: {
    group: ({ calendarResourceGroupId, callResourceGroupId }) =>
      [calendarResourceGroupId, callResourceGroupId].filter((group) => group !== null),
  },
})

/** Binds people to clusters. @source hybrid-calendar.md HC-253 */
export interface ResourceGroup {
  readonly id: string
  readonly orgId: string
  readonly name: string
  readonly created: Instant
}

export const resourceGroups = collectionOf<ResourceGroup>()('webex', 'resourceGroups', {
  key: ({ id }) => id,
  indexes: { organization: ({ orgId }) => orgId },
})
