import type { World } from '../../../core/index.js'
import { upgradeSchedules, type UpgradeSchedule } from '../../records/software.js'

/** What holds until an administrator sets another schedule. @inferred every night at midnight; urgent ones at nine in the evening */
const DEFAULTS: Omit<UpgradeSchedule, 'clusterId'> = {
  channel: 'stable',
  days: [0, 1, 2, 3, 4, 5, 6],
  hour: 0,
  urgentHour: 21,
  timezone: 'UTC',
  postponedUntil: null,
  moratoria: [],
}

export function scheduleOf(world: World, clusterId: string): UpgradeSchedule {
  return world.get(upgradeSchedules, clusterId) ?? { clusterId, ...DEFAULTS }
}
