import type { World } from '../../core/index.js'
import type { Caller } from '../identity/caller.js'
import { nodes, type Node } from '../records/fleet.js'
import { people, type Person } from '../records/people.js'
import { assignmentKey, assignments } from '../records/service-users.js'
import { forbidden, notFound } from '../rest/rest-fault.js'

/** Refuses a cluster that is not the caller's own. */
export function ownCluster({ clusterId }: Caller, asked: string): string {
  if (clusterId !== asked) throw forbidden()
  return asked
}

/** A node of the caller's own cluster. */
export function ownNode(world: World, caller: Caller, nodeId: string): Node {
  const node = world.get(nodes, nodeId)
  if (node === undefined) throw notFound()
  ownCluster(caller, node.clusterId)
  return node
}

/** A user of the caller's organization. */
export function ownUser(world: World, caller: Caller, userId: string): Person {
  const person = world.get(people, userId)
  if (person === undefined || person.orgId !== caller.orgId) throw notFound()
  return person
}

/** A user whom one of the caller's nodes serves. All nodes of a cluster share one account. */
export function servedUser(world: World, caller: Caller, userId: string): Person {
  const person = ownUser(world, caller, userId)
  const isServed = [...world.by(nodes, 'cluster', caller.clusterId ?? '')].some(
    ({ key }) => world.get(assignments, assignmentKey(key, userId)) !== undefined,
  )
  if (!isServed) throw forbidden('The user is not assigned to this connector.')
  return person
}
