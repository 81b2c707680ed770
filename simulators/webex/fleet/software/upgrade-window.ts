import { instant, type Instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import { DAY_MS, midnight, weekday } from '../../../core/zones/wall-date.js'
import type { UpgradeSchedule } from '../../records/software.js'

export const HOUR_MS = 3_600_000
/** No schedule leaves out more than this. */
const MAX_DAYS = 400

/**
 * The beginning of the next hour in which a cluster may be upgraded: on one of its days at its hour, or for what is urgent on any
 * day at the urgent hour; not while it is postponed, and not in a moratorium. @source hybrid-calendar.md HC-260
 */
export function nextWindow(
  zones: Zones,
  schedule: UpgradeSchedule,
  { after, isUrgent }: { readonly after: Instant; readonly isUrgent: boolean },
): Instant {
  const { timezone, days, hour, urgentHour, postponedUntil } = schedule
  const earliest = instant(isUrgent ? after : Math.max(after, postponedUntil ?? 0))
  const firstDay = midnight(zones.toWall(timezone, earliest))
  for (let at = 0; at < MAX_DAYS; at++) {
    const day = firstDay + at * DAY_MS
    if (!isUrgent && !days.includes(weekday(day))) continue
    const start = zones.fromWall(timezone, day + (isUrgent ? urgentHour : hour) * HOUR_MS)
    if (start >= earliest && !isForbidden(schedule, start)) return start
  }
  return instant(earliest + MAX_DAYS * DAY_MS)
}

function isForbidden({ moratoria }: UpgradeSchedule, at: Instant): boolean {
  return moratoria.some(({ start, end }) => start <= at && at < end)
}
