import { put, type Core } from '../../../core/index.js'
import { clusters, nodes, type Cluster, type Node } from '../../records/fleet.js'
import { assignments } from '../../records/service-users.js'
import { notFound } from '../../rest/rest-fault.js'
import type { Administrator } from '../administration/administrator.js'
import type { ClusterChange, ClusterView } from '../administration/views.js'
import { findGroup } from '../groups/group-desk.js'
import type { Placement } from '../placement/placement.js'
import type { Era } from '../profile.js'
import { deregistration } from './deregistration.js'
import { renderCluster } from './render-cluster.js'

/** The clusters of an organization and their nodes. */
export interface ClusterDesk {
  list(by: Administrator): readonly ClusterView[]
  get(by: Administrator, clusterId: string): ClusterView
  change(by: Administrator, clusterId: string, changes: ClusterChange): ClusterView
  /** Takes a node out of service, or lets it in again; its users move at once. @source webex.md 14, HC-266 */
  setMaintenance(by: Administrator, nodeId: string, mode: 'on' | 'off'): ClusterView
  deregister(by: Administrator, clusterId: string): void
}

export function createClusterDesk(core: Core, placement: Placement, era: Era): ClusterDesk {
  const { world } = core
  const render = (cluster: Cluster) => renderCluster(world, era, cluster)

  return {
    list: ({ orgId }) => [...world.by(clusters, 'organization', orgId)].map(({ record }) => render(record)),
    get: (by, clusterId) => render(find(by, clusterId)),
    change(by, clusterId, changes) {
      const before = find(by, clusterId)
      if (changes.resourceGroupId != null) findGroup(world, by.orgId, changes.resourceGroupId)
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      const after: Cluster = { ...before, ...given }
      world.commit({ cause: by.cause, reason: 'cluster changed', writes: [put(clusters, after)] })
      if (after.resourceGroupId !== before.resourceGroupId) placement.users(usersOf(clusterId), by.cause)
      placement.clusters([clusterId], by.cause)
      return render(after)
    },
    setMaintenance(by, nodeId, mode) {
      const node = world.get(nodes, nodeId)
      if (node === undefined) throw notFound()
      const cluster = find(by, node.clusterId)
      const after: Node = { ...node, maintenance: mode }
      const reason = mode === 'on' ? 'maintenance begun' : 'maintenance ended'
      world.commit({ cause: by.cause, reason, writes: [put(nodes, after)] })
      placement.clusters([cluster.id], by.cause)
      return render(cluster)
    },
    deregister(by, clusterId) {
      const cluster = find(by, clusterId)
      const served = usersOf(clusterId)
      const writes = deregistration(core, cluster)
      world.commit({ cause: by.cause, reason: 'cluster deregistered', writes })
      placement.users(served, by.cause)
    },
  }

  function find({ orgId }: Administrator, clusterId: string): Cluster {
    const cluster = world.get(clusters, clusterId)
    if (cluster === undefined || cluster.orgId !== orgId) throw notFound()
    return cluster
  }

  function usersOf(clusterId: string): readonly string[] {
    return [...world.by(nodes, 'cluster', clusterId)].flatMap(({ key }) =>
      [...world.by(assignments, 'node', key)].map(({ record }) => record.userId),
    )
  }
}
