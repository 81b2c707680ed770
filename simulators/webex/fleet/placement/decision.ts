import type { World } from '../../../core/index.js'
import { nodes } from '../../records/fleet.js'
import {
  assignments,
  discoveries,
  discoveryKey,
  entitlements,
  waitingUsers,
  type Assignment,
  type Entitlement,
  type WaitingReason,
} from '../../records/service-users.js'
import { candidatesFor } from './candidates.js'
import { nodeWithRoom, surpluses, type NodeLoad } from './cluster-load.js'
import type { Loads } from './loads.js'

/** What becomes of one user. */
export interface Move {
  readonly from: Assignment | undefined
  readonly to: NodeLoad | undefined
  /** Why nobody can take the user; null when nobody was found who could. */
  readonly reason: WaitingReason | null
}

/**
 * Decides who serves whom: every user on one node, evenly over the nodes of a cluster, moving as few as possible. It looks
 * at those who are concerned and at nobody else.
 * @source hybrid-calendar.md HC-220, HC-222, HC-225, HC-226
 */
export class Decision {
  readonly moves = new Map<string, Move>()
  readonly #world: World
  readonly #loads: Loads

  constructor(world: World, loads: Loads) {
    this.#world = world
    this.#loads = loads
  }

  /** Users who were given the service or lost it, were discovered, or have changed their group. */
  users(userIds: Iterable<string>): void {
    for (const userId of userIds) {
      const user = this.#world.get(entitlements, userId)
      const from = this.#world.one(assignments, 'user', userId)
      if (user === undefined) this.#dismiss(userId, from)
      else if (from === undefined || !this.#mayStay(user, from)) this.#place(user, from)
    }
  }

  /** Clusters of which a node has come, gone, or changed what it takes. */
  clusters(clusterIds: readonly string[]): void {
    for (const id of clusterIds) this.#empty(id)
    for (const orgId of new Set(clusterIds.map((id) => this.#loads.of(id)?.orgId))) this.waiting(orgId)
    for (const id of clusterIds) this.#level(id)
  }

  /** Whoever could not be placed before is tried again. @source hybrid-calendar.md HC-228 */
  waiting(orgId: string | undefined): void {
    if (orgId === undefined) return
    const waiting = [...this.#world.by(waitingUsers, 'organization', orgId)].map(({ key }) => key)
    this.users(waiting.filter((userId) => !this.moves.has(userId)))
  }

  /** Takes the users from nodes that do not serve (any more), and from others what is too much for them. */
  #empty(clusterId: string): void {
    for (const { key } of this.#world.by(nodes, 'cluster', clusterId)) {
      const load = this.#loads.node(key)
      const count = load === undefined ? Infinity : load.load - load.limit
      if (count > 0) this.#moveAway(key, count)
    }
  }

  #level(clusterId: string): void {
    const cluster = this.#loads.of(clusterId)
    if (cluster === undefined) return
    for (const [node, count] of surpluses(cluster)) this.#moveAway(node.id, count)
  }

  #moveAway(nodeId: string, count: number): void {
    let left = count
    for (const { record } of this.#world.by(assignments, 'node', nodeId)) {
      if (left <= 0) return
      if (this.moves.has(record.userId)) continue
      const user = this.#world.get(entitlements, record.userId)
      if (user !== undefined) this.#place(user, record)
      left--
    }
  }

  #place(user: Entitlement, from: Assignment | undefined): void {
    const { clusters, otherwise } = candidatesFor(this.#world, this.#loads, { user, now: from?.clusterId })
    this.#release(from)
    for (const cluster of clusters) {
      const to = nodeWithRoom(cluster)
      if (to === undefined) continue
      to.load++
      this.moves.set(user.userId, { from, to, reason: null })
      return
    }
    this.moves.set(user.userId, { from, to: undefined, reason: otherwise })
  }

  #dismiss(userId: string, from: Assignment | undefined): void {
    this.#release(from)
    this.moves.set(userId, { from, to: undefined, reason: null })
  }

  #release(from: Assignment | undefined): void {
    const load = from && this.#loads.node(from.nodeId)
    if (load !== undefined) load.load--
  }

  #mayStay({ userId, resourceGroupId }: Entitlement, { nodeId, clusterId }: Assignment): boolean {
    const score = this.#world.get(discoveries, discoveryKey(clusterId, userId))?.score ?? -1
    const cluster = this.#loads.of(clusterId)
    return (
      score >= 0 && cluster?.resourceGroupId === resourceGroupId && this.#loads.node(nodeId) !== undefined
    )
  }
}
