import { put, remove, type Core, type Write } from '../../core/index.js'
import { nodes, type Node } from '../records/fleet.js'
import {
  assignmentKey,
  assignments,
  discoveries,
  entitlements,
  userStatuses,
  type Assignment,
} from '../records/service-users.js'
import { assign, type Assigned, type Candidate, type ServingNode } from './assign.js'
import type { FleetLimits } from './limits.js'

export type Rebalance = (cause: string) => void

/** A node in these states takes users; one that has just started is given them before it is done. @source HC-262 */
const SERVING_STATES: ReadonlySet<string> = new Set(['running', 'initializing'])

/** Carries out what `assign` decides, as one change of the world. */
export function createRebalance({ world, clock }: Core, limits: FleetLimits): Rebalance {
  return (cause) => {
    const before = [...world.all(assignments)].map(({ record }) => record)
    const current: Assigned = new Map(before.map(({ userId, nodeId }) => [userId, nodeId]))
    const serving = servingNodes()
    const after = assign(candidates(), serving, current)
    const writes = [...moves(before, after, serving)]
    if (writes.length > 0) world.commit({ cause, reason: 'users reassigned', writes })
  }

  function servingNodes(): readonly ServingNode[] {
    return [...world.all(nodes)].flatMap(({ record }) => asServing(record) ?? [])
  }

  function asServing({ id, clusterId, state, connectors }: Node): ServingNode | undefined {
    const calendar = connectors.find(({ type }) => type === 'c_cal')
    if (state !== 'live' || calendar === undefined || !SERVING_STATES.has(calendar.state)) return undefined
    return { id, clusterId, capacity: calendar.capacity ?? limits.capacity }
  }

  function candidates(): readonly Candidate[] {
    return [...world.all(entitlements)].map(({ key: userId }) => ({
      userId,
      clusterIds: [...world.by(discoveries, 'user', userId)]
        .map(({ record }) => record)
        .filter(({ score }) => score >= 0)
        .sort((a, b) => b.score - a.score)
        .map(({ clusterId }) => clusterId),
    }))
  }

  /** A user who is taken from a node is pending until the next node reports success. */
  function* moves(
    before: readonly Assignment[],
    after: Assigned,
    serving: readonly ServingNode[],
  ): Iterable<Write> {
    const clusterOf = new Map(serving.map(({ id, clusterId }) => [id, clusterId]))
    const kept = new Set<string>()
    for (const { nodeId, userId } of before) {
      if (after.get(userId) === nodeId) kept.add(userId)
      else {
        yield remove(assignments, assignmentKey(nodeId, userId))
        yield* pending(userId)
      }
    }
    for (const [userId, nodeId] of after) {
      if (kept.has(userId)) continue
      yield put(assignments, { nodeId, userId, clusterId: clusterOf.get(nodeId) ?? '' })
    }
  }

  function* pending(userId: string): Iterable<Write> {
    const status = world.get(userStatuses, userId)
    if (status === undefined || status.state === 'deactivated') return
    yield put(userStatuses, {
      ...status,
      state: 'pendingActivation',
      nodeId: null,
      messages: [],
      changed: clock.now(),
    })
  }
}
