import type { Core } from '../../../core/index.js'
import type { NodeAlarm } from '../../records/fleet.js'

export type ReportedAlarm = Omit<NodeAlarm, 'alarmId' | 'firstReported' | 'acknowledged' | 'isMailed'>

/**
 * The alarms of a heartbeat with what the cloud knows of each: one that was there before keeps its id, its first time and
 * who acknowledged it. What is missing has ended, and with it all that was known of it. @source webex.md 15.7
 */
export function carryOver(
  { ids, clock }: Core,
  before: readonly NodeAlarm[],
  reported: readonly ReportedAlarm[],
): readonly NodeAlarm[] {
  return reported.map((alarm) => {
    const same = before.find(({ number, key }) => number === alarm.number && key === alarm.key)
    return {
      ...alarm,
      alarmId: same?.alarmId ?? ids.uuid(),
      firstReported: same?.firstReported ?? clock.now(),
      acknowledged: same?.acknowledged ?? null,
      isMailed: same?.isMailed ?? false,
    }
  })
}
