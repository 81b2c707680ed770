import { groupBy } from './group-by.js'

/** A user who can be served, and by which clusters: the best first. */
export interface Candidate {
  readonly userId: string
  readonly clusterIds: readonly string[]
}

/** A node that is there to serve. */
export interface ServingNode {
  readonly id: string
  readonly clusterId: string
  readonly capacity: number
}

/** Which node serves which user. */
export type Assigned = ReadonlyMap<string, string>

/**
 * Decides who serves whom: every user on one node, evenly over the nodes of a cluster, moving as few as
 * possible. A user leaves the cluster only when it has no node left.
 * @source hybrid-calendar.md HC-220, HC-225, HC-226
 */
export function assign(
  candidates: readonly Candidate[],
  nodes: readonly ServingNode[],
  current: Assigned,
): Assigned {
  const nodesByCluster = groupBy(nodes, ({ clusterId }) => clusterId)
  const clusterOfNode = new Map(nodes.map(({ id, clusterId }) => [id, clusterId]))
  const chosen = groupBy(candidates, ({ userId, clusterIds }) => {
    const now = clusterOfNode.get(current.get(userId) ?? '')
    if (now !== undefined && clusterIds.includes(now)) return now
    return clusterIds.find((id) => nodesByCluster.has(id))
  })

  const assigned = new Map<string, string>()
  for (const [clusterId, users] of chosen) {
    if (clusterId === undefined) continue
    spread(users, { nodes: nodesByCluster.get(clusterId) ?? [], current, assigned })
  }
  return assigned
}

interface Spread {
  readonly nodes: readonly ServingNode[]
  readonly current: Assigned
  readonly assigned: Map<string, string>
}

/** Fills every node up to its even share: first with the users it has, then with those left over. */
function spread(users: readonly Candidate[], { nodes, current, assigned }: Spread): void {
  const held = groupBy(users, ({ userId }) => current.get(userId))
  const fullestFirst = [...nodes].sort(
    (a, b) => (held.get(b.id)?.length ?? 0) - (held.get(a.id)?.length ?? 0),
  )
  const room = fullestFirst.map((node, index) => {
    const share = Math.floor(users.length / nodes.length) + (index < users.length % nodes.length ? 1 : 0)
    return { node, left: Math.min(share, node.capacity) }
  })

  for (const place of room) {
    for (const { userId } of held.get(place.node.id)?.slice(0, place.left) ?? []) {
      assigned.set(userId, place.node.id)
      place.left--
    }
  }
  let at = 0
  for (const { userId } of users) {
    if (assigned.has(userId)) continue
    while (room[at]?.left === 0) at++
    const place = room[at]
    if (place === undefined) return
    assigned.set(userId, place.node.id)
    place.left--
  }
}
