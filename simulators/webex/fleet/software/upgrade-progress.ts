import type { World } from '../../../core/index.js'
import type { Cluster, Node } from '../../records/fleet.js'
import {
  upgradeKey,
  upgrades,
  type ChannelRelease,
  type PackageType,
  type Upgrade,
} from '../../records/software.js'
import { nodesInOrder } from '../placement/serving.js'
import { compareVersions } from './compare-versions.js'
import { findPackage, releaseIn } from './releases.js'
import { scheduleOf } from './schedule-of.js'

/** The management connector goes first, so that it can install the others. @source webex.md 14, HC-203 */
export const PACKAGE_TYPES: readonly PackageType[] = ['c_mgmt', 'c_cal']

/** A connector in these states is done with an upgrade: it runs, or it is not meant to. @source hybrid-calendar.md 18.1, HC-261 */
const SETTLED: ReadonlySet<string> = new Set(['running', 'not_enabled', 'not_configured', 'disabled'])

const connectorOf = ({ connectors }: Node, wanted: PackageType) =>
  connectors.find(({ type }) => type === wanted)

/** What the channel of a cluster has for a connector. */
export function releaseFor(world: World, clusterId: string, type: PackageType): ChannelRelease {
  return releaseIn(world, scheduleOf(world, clusterId).channel, type)
}

/**
 * Whether a node is to get another version. The cloud replaces only what it has issued itself: a connector of another maker
 * has versions of its own. @inferred
 */
export function isBehind(world: World, node: Node, { type, version }: ChannelRelease): boolean {
  const installed = connectorOf(node, type)?.version
  if (installed === undefined || findPackage(world, type, installed) === undefined) return false
  const { minPlatform } = findPackage(world, type, version) ?? { minPlatform: 'X0' }
  const runsOnHost = compareVersions(node.host?.platformVersion ?? 'X0', minPlatform) >= 0
  return runsOnHost && compareVersions(installed, version) < 0
}

export function isUpgraded(node: Node, { type, version }: Upgrade): boolean {
  const connector = connectorOf(node, type)
  return connector?.version === version && SETTLED.has(connector.state)
}

/** The node that is upgraded now: one at a time, the primary peer first. @source webex.md 15.3, HC-261 */
export function nodeInTurn(world: World, cluster: Cluster, upgrade: Upgrade): Node | undefined {
  const members = nodesInOrder(world, cluster)
  const begun = members.find((node) => upgrade.progress[node.id] !== undefined && !isUpgraded(node, upgrade))
  return begun ?? members.find((node) => node.state === 'live' && !isUpgraded(node, upgrade))
}

/** The upgrade of a cluster that is under way: the first of its connectors that is not done. */
export function runningUpgrade(world: World, clusterId: string): Upgrade | undefined {
  return PACKAGE_TYPES.flatMap((type) => world.get(upgrades, upgradeKey(clusterId, type)) ?? []).find(
    ({ state }) => state === 'running',
  )
}
