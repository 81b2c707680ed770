import type { World } from '../../../core/index.js'
import { clusters, nodes, type Cluster, type Node } from '../../records/fleet.js'
import { assignments } from '../../records/service-users.js'
import type { Era } from '../profile.js'
import { capacityOf, clusterCapacity, nodeCapacity } from './capacity.js'
import type { ClusterLoad, NodeLoad } from './cluster-load.js'
import { calendarConnector, isServing, nodesInOrder } from './serving.js'

const UPGRADING: ReadonlySet<string> = new Set(['downloading', 'installing'])

/** What the clusters carry, read from the world when first asked and kept up to date by who decides. */
export class Loads {
  readonly #world: World
  readonly #era: Era
  readonly #known = new Map<string, ClusterLoad | undefined>()

  constructor(world: World, era: Era) {
    this.#world = world
    this.#era = era
  }

  of(clusterId: string): ClusterLoad | undefined {
    if (!this.#known.has(clusterId)) {
      const cluster = this.#world.get(clusters, clusterId)
      this.#known.set(clusterId, cluster && this.#read(cluster))
    }
    return this.#known.get(clusterId)
  }

  /** A node that serves; undefined for one that does not. */
  node(nodeId: string): NodeLoad | undefined {
    const node = this.#world.get(nodes, nodeId)
    return node && this.of(node.clusterId)?.nodes.find(({ id }) => id === nodeId)
  }

  #read(cluster: Cluster): ClusterLoad {
    const { id, orgId, resourceGroupId, assignmentType } = cluster
    const all = nodesInOrder(this.#world, cluster)
    const serving = all.filter(isServing)
    const capacity = capacityOf(this.#era, cluster.appliance)
    const byTable = nodeCapacity(capacity, { nodes: all.length, serving: serving.length })
    const statesItself = serving.some((node) => statedCapacity(node) !== null)
    return {
      id,
      orgId,
      resourceGroupId,
      assignmentType,
      limit: statesItself ? Infinity : clusterCapacity(capacity, all.length),
      nodes: serving.map((node) => ({
        id: node.id,
        clusterId: id,
        limit: statedCapacity(node) ?? byTable,
        load: this.#world.countBy(assignments, 'node', node.id),
      })),
      isUpgrading: all.some((node) => UPGRADING.has(calendarConnector(node)?.state ?? '')),
    }
  }
}

/** What a node says of itself goes before the table. @source webex.md 15.2 */
function statedCapacity(node: Node): number | null {
  return calendarConnector(node)?.capacity ?? null
}
