import type { WaitingReason } from '../../records/service-users.js'

/** What the status of a user says while nobody serves them. @source hybrid-calendar.md 17.2 for the keys and their meaning */
export const WAITING_TEXTS: Readonly<Record<WaitingReason, string>> = {
  'das.unableAssignUser': 'The user could not be assigned to a connector; it is tried again.',
  'das.noOperationalConnector': 'No connector is operational that could serve the user.',
  'das.clusterResourceGroupMismatch': 'The clusters that can serve the user are in other resource groups.',
  'das.clusterUpgrading': 'The cluster is being upgraded; the user is assigned when that is done.',
  'das.clusterCapacityLimitReached': 'The cluster has as many users as it can take; it is tried again.',
  'das.clusterNotAssignedToResourceGroup': 'No cluster is in the resource group of the user.',
}
