import type { Cluster } from '../../records/fleet.js'

/** A node that serves, and how many it serves while it is decided who serves whom. */
export interface NodeLoad {
  readonly id: string
  readonly clusterId: string
  readonly limit: number
  load: number
}

export interface ClusterLoad extends Pick<Cluster, 'id' | 'orgId' | 'resourceGroupId' | 'assignmentType'> {
  /** Users of the whole cluster: room is kept for the failure of one node. */
  readonly limit: number
  /** Those that serve, the primary peer first. */
  readonly nodes: readonly NodeLoad[]
  readonly isUpgrading: boolean
}

/** The node that takes the next user of a cluster, if any has room. @source hybrid-calendar.md HC-220, HC-221 */
export function nodeWithRoom({ nodes, limit, assignmentType }: ClusterLoad): NodeLoad | undefined {
  if (loadOf(nodes) >= limit) return undefined
  const open = nodes.filter((node) => node.load < node.limit)
  return assignmentType === 'standard' ? open[0] : leastLoaded(open)
}

/** How many users each node gives up so that all carry the same; nobody else moves. @source hybrid-calendar.md HC-225 */
export function surpluses({ nodes, assignmentType }: ClusterLoad): readonly (readonly [NodeLoad, number])[] {
  if (assignmentType === 'standard') return []
  const total = loadOf(nodes)
  const share = Math.floor(total / nodes.length)
  const fullestFirst = [...nodes].sort((a, b) => b.load - a.load)
  return fullestFirst.flatMap((node, at) => {
    const surplus = node.load - share - (at < total % nodes.length ? 1 : 0)
    return surplus > 0 ? [[node, surplus] as const] : []
  })
}

function loadOf(nodes: readonly NodeLoad[]): number {
  return nodes.reduce((sum, { load }) => sum + load, 0)
}

function leastLoaded(nodes: readonly NodeLoad[]): NodeLoad | undefined {
  let least: NodeLoad | undefined
  for (const node of nodes) if (least === undefined || node.load < least.load) least = node
  return least
}
