import type { World } from '../../../core/index.js'
import { clusters } from '../../records/fleet.js'
import { discoveries, type Entitlement, type WaitingReason } from '../../records/service-users.js'
import type { ClusterLoad } from './cluster-load.js'
import type { Loads } from './loads.js'

/** The clusters that can serve a user, in the order in which they are tried, and what to say when none can take one more. */
export interface Candidates {
  readonly clusters: readonly ClusterLoad[]
  readonly otherwise: WaitingReason | null
}

/**
 * The cluster that serves now comes first, then the best score: a user leaves it only when it has nothing left.
 * @source hybrid-calendar.md HC-226, HC-253
 */
export function candidatesFor(
  world: World,
  loads: Loads,
  { user, now }: { readonly user: Entitlement; readonly now: string | undefined },
): Candidates {
  const found = [...world.by(discoveries, 'user', user.userId)]
    .map(({ record }) => record)
    .filter(({ score }) => score >= 0)
    .sort((a, b) => Number(b.clusterId === now) - Number(a.clusterId === now) || b.score - a.score)
    .flatMap(({ clusterId }) => loads.of(clusterId) ?? [])
  const matching = found.filter(({ resourceGroupId }) => resourceGroupId === user.resourceGroupId)
  return { clusters: matching, otherwise: reasonOf(world, user, { found, matching }) }
}

/** @source hybrid-calendar.md 17.2 for the words */
function reasonOf(
  world: World,
  { resourceGroupId }: Entitlement,
  { found, matching }: { readonly found: readonly ClusterLoad[]; readonly matching: readonly ClusterLoad[] },
): WaitingReason | null {
  if (resourceGroupId !== null && world.countBy(clusters, 'group', resourceGroupId) === 0) {
    return 'das.clusterNotAssignedToResourceGroup'
  }
  if (matching.length === 0) return found.length === 0 ? null : 'das.clusterResourceGroupMismatch'
  if (matching.some(({ nodes }) => nodes.length > 0)) return 'das.clusterCapacityLimitReached'
  return matching.some(({ isUpgrading }) => isUpgrading)
    ? 'das.clusterUpgrading'
    : 'das.noOperationalConnector'
}
