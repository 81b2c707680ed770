import type { World } from '../../../core/index.js'
import type { Node } from '../../records/fleet.js'
import type { Upgrade } from '../../records/software.js'
import { FLEET_PATH } from '../fleet-path.js'
import type { PackageSigner } from './package-signer.js'
import { findPackage } from './releases.js'
import { PACKAGE_TYPES, releaseFor } from './upgrade-progress.js'

export interface DesiredConnector {
  readonly type: string
  readonly version: string
  /** Absent for a version that the cloud has not issued. */
  readonly packageUrl?: string
  readonly sha256?: string
  readonly urgent: boolean
}

interface Wanted {
  readonly type: string
  readonly version: string
  readonly isUrgent: boolean
}

/** What a node is to run: what it runs, unless it is its turn to upgrade, and what it lacks. @source webex.md 15.2; HC-203 */
export function desiredConnectors(
  world: World,
  node: Node,
  { upgrade, signer, origin }: { upgrade: Upgrade | undefined; signer: PackageSigner; origin: string },
): readonly DesiredConnector[] {
  const installed = node.connectors.filter(({ state }) => state !== 'not_installed')
  const missing = PACKAGE_TYPES.filter((type) => installed.every((connector) => connector.type !== type))
  return [
    ...installed.map((connector) =>
      connector.type === upgrade?.type ? upgrade : { ...connector, isUrgent: false },
    ),
    ...missing.map((type) => releaseFor(world, node.clusterId, type)),
  ].map(render)

  function render({ type, version, isUrgent }: Wanted): DesiredConnector {
    const file = findPackage(world, type, version)
    if (file === undefined) return { type, version, urgent: isUrgent }
    const packageUrl = packageUrlOf(origin, type, version)
    return { type, version, packageUrl, sha256: signer.sha256Of(file), urgent: isUrgent }
  }
}

export function packageUrlOf(origin: string, type: string, version: string): string {
  return `${origin}${FLEET_PATH}/packages/${type}/${version}`
}
