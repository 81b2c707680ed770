import { put, type Core } from '../../core/index.js'
import { nodes, type Node } from '../records/fleet.js'
import { DueTimer, earliest } from './due-timer.js'
import type { FleetLimits } from './limits.js'
import type { Placement } from './placement/placement.js'

/** Notices nodes that fall silent, and gives their users to others. @source webex.md 15.2, 15.4 */
export function watchSilence(
  { world, clock }: Core,
  { silentMs }: FleetLimits,
  placement: Placement,
): DueTimer {
  return new DueTimer(clock, { due: () => earliest(live().map(deadline)), act: look })

  function look(): void {
    const silent = live().filter((node) => deadline(node) <= clock.now())
    if (silent.length === 0) return
    world.commit({
      cause: 'fleet',
      reason: 'nodes lost',
      writes: silent.map((node) => put(nodes, { ...node, state: 'lost' })),
    })
    placement.clusters([...new Set(silent.map(({ clusterId }) => clusterId))], 'fleet')
  }

  function live(): readonly Node[] {
    return [...world.all(nodes)].map(({ record }) => record).filter(({ state }) => state === 'live')
  }

  function deadline({ lastHeartbeat, joined }: Node): number {
    return (lastHeartbeat ?? joined) + silentMs
  }
}
