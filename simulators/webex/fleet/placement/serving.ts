import type { Stored, World } from '../../../core/index.js'
import { nodes, type Cluster, type Node } from '../../records/fleet.js'

/** A node in these states takes users; one that has just started is given them before it is done. @source HC-262 */
const SERVING_STATES: ReadonlySet<string> = new Set(['running', 'initializing'])

export const calendarConnector = ({ connectors }: Node) => connectors.find(({ type }) => type === 'c_cal')

export function isServing(node: Node): boolean {
  if (node.state !== 'live' || isInMaintenance(node)) return false
  return SERVING_STATES.has(calendarConnector(node)?.state ?? '')
}

/** Set in Control Hub; a node that was let out of it serves again when it says that it is out. @source webex.md 14 */
export function isInMaintenance({ maintenance, host }: Node): boolean {
  return maintenance === 'on' || host?.maintenanceMode === 'on'
}

/** The nodes of a cluster in the order of every upgrade and of every reserve: the primary peer first. */
export function nodesInOrder(world: World, { id, primarySerial }: Cluster): readonly Node[] {
  const all = [...world.by(nodes, 'cluster', id)].map(({ record }: Stored<Node>) => record)
  const rank = ({ serial }: Node) => (serial === primarySerial ? 0 : 1)
  return all.sort((a, b) => rank(a) - rank(b) || a.joined - b.joined || (a.serial < b.serial ? -1 : 1))
}
