import { put, remove, type Core } from '../../../core/index.js'
import { serviceAlarms } from '../../records/organization-settings.js'
import { entitlements, organizationState, userStatuses } from '../../records/service-users.js'
import type { FleetLimits } from '../limits.js'
import { mailToAdministrators } from '../mails/mail-writes.js'

/** @source hybrid-calendar.md HC-248 */
const KEY = 'uss.thresholdAlarmTriggered'

/** Raises the alarm of the service when many of its users are in error, and lowers it when they are fewer. */
export function createThreshold(core: Core, { errorThreshold }: FleetLimits) {
  const { world, clock, ids } = core

  return (orgId: string, cause: string): void => {
    const total = world.countBy(entitlements, 'organization', orgId)
    const wrong = world.countBy(userStatuses, 'organizationState', organizationState(orgId, 'error'))
    const isMany = wrong >= errorThreshold.users && wrong * 100 >= total * errorThreshold.percent
    const isRaised = world.get(serviceAlarms, `${orgId}/${KEY}`) !== undefined
    if (isMany === isRaised) return
    if (!isMany) {
      const writes = [remove(serviceAlarms, `${orgId}/${KEY}`)]
      return void world.commit({ cause, reason: 'alarm lowered', writes })
    }
    const title = 'Many users are in error'
    const description = `${wrong} of ${total} users of Hybrid Calendar are in error.`
    const alarm = { alarmId: ids.uuid(), orgId, key: KEY, severity: 'critical' as const, title, description }
    world.commit({
      cause,
      reason: 'alarm raised',
      writes: [
        put(serviceAlarms, { ...alarm, raised: clock.now(), acknowledged: null }),
        ...mailToAdministrators(core, orgId, {
          kind: 'thresholdAlarm',
          subject: `[Hybrid Services] ${title}`,
          text: description,
        }),
      ],
    })
  }
}
