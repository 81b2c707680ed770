import { put, remove, type Core, type Write } from '../../../core/index.js'
import { nodes } from '../../records/fleet.js'
import {
  assignmentKey,
  assignments,
  rosters,
  userStatuses,
  waitingUsers,
} from '../../records/service-users.js'
import type { Era } from '../profile.js'
import { statusWrites, type NewStatus } from '../users/status-writes.js'
import { Decision, type Move } from './decision.js'
import { Loads } from './loads.js'
import { WAITING_TEXTS } from './waiting-texts.js'

/** Keeps who serves whom true to what has changed. */
export interface Placement {
  /** After users were given the service or lost it, were discovered, or changed their group. */
  users(userIds: Iterable<string>, cause: string): void
  /** After a node of the clusters came, went, or changed what it takes. */
  clusters(clusterIds: readonly string[], cause: string): void
}

/** Carries out what is decided, as one change of the world. */
export function createPlacement(core: Core, era: Era): Placement {
  const { world } = core

  return {
    users: (userIds, cause) =>
      decide(cause, (decision) => {
        decision.users(userIds)
        for (const orgId of organizationsWithRoom(decision)) decision.waiting(orgId)
      }),
    clusters: (clusterIds, cause) => decide(cause, (decision) => decision.clusters(clusterIds)),
  }

  function decide(cause: string, what: (decision: Decision) => void): void {
    const decision = new Decision(world, new Loads(world, era))
    what(decision)
    const writes = [...decision.moves].flatMap(([userId, move]) => moveWrites(userId, move))
    if (writes.length === 0) return
    world.commit({ cause, reason: 'users reassigned', writes: [...writes, ...rosterWrites(decision)] })
  }

  /** Where somebody has left and nobody came instead. */
  function organizationsWithRoom({ moves }: Decision): ReadonlySet<string | undefined> {
    const left = [...moves].filter(([, { from, to }]) => from !== undefined && to === undefined)
    return new Set(left.map(([userId]) => world.get(userStatuses, userId)?.orgId))
  }

  function moveWrites(userId: string, { from, to, reason }: Move): readonly Write[] {
    const isKept = from !== undefined && from.nodeId === to?.id
    return [
      ...(from === undefined || isKept ? [] : [remove(assignments, assignmentKey(from.nodeId, userId))]),
      ...(to === undefined || isKept
        ? []
        : [put(assignments, { nodeId: to.id, clusterId: to.clusterId, userId })]),
      ...waitingWrites(userId, reason),
      ...(isKept ? [] : statusWrites(core, userId, (now) => statusAfter(now, { from, to, reason }))),
    ]
  }

  function waitingWrites(userId: string, reason: Move['reason']): readonly Write[] {
    const before = world.get(waitingUsers, userId)
    if (before?.reason === (reason ?? undefined)) return []
    if (reason === null) return [remove(waitingUsers, userId)]
    return [put(waitingUsers, { userId, orgId: world.get(userStatuses, userId)?.orgId ?? '', reason })]
  }

  /** A node of which the users have changed; written last, so that its number is that of the last change. */
  function rosterWrites({ moves }: Decision): readonly Write[] {
    const changes = new Map<string, number>()
    const count = (nodeId: string | undefined, by: number) => {
      if (nodeId !== undefined) changes.set(nodeId, (changes.get(nodeId) ?? 0) + by)
    }
    for (const { from, to } of moves.values()) {
      if (from?.nodeId === to?.id) continue
      count(from?.nodeId, -1)
      count(to?.id, 1)
    }
    return [...changes]
      .filter(([nodeId]) => world.get(nodes, nodeId) !== undefined)
      .map(([nodeId, by]) => put(rosters, { nodeId, users: world.countBy(assignments, 'node', nodeId) + by }))
  }
}

/** A user who is taken from a node is pending until the next node reports success; who is in error stays so. */
function statusAfter(now: NewStatus, { from, to, reason }: Move): NewStatus {
  if (to === undefined && reason === null && now.state === 'error') return now
  if (from === undefined && reason === null && !now.messages.some(({ key }) => key in WAITING_TEXTS))
    return now
  const messages =
    reason === null ? [] : [{ severity: 'warning' as const, key: reason, text: WAITING_TEXTS[reason] }]
  return { ...now, state: 'pendingActivation', nodeId: null, messages }
}
