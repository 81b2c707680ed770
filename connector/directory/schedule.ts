import { weekdayOf } from '../time-and-chance/instants.js'
import { DAYS, type SyncSettings } from './settings.js'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** When the next incremental run is due; null for never. */
export function nextIncremental(
  { incrementalMinutes }: SyncSettings['schedule'],
  last: number,
): number | null {
  return incrementalMinutes === null ? null : last + incrementalMinutes * MINUTE_MS
}

/** The first moment after `now` on a day and at the time that the schedule names, in UTC; null for never. @source HD-002 */
export function nextFull({ full }: SyncSettings['schedule'], now: number): number | null {
  if (full === null) return null
  const [hours = 0, minutes = 0] = full.at.split(':').map(Number)
  const midnight = now - (now % DAY_MS)
  for (let days = 0; days <= DAYS.length; days += 1) {
    const moment = midnight + days * DAY_MS + (hours * 60 + minutes) * MINUTE_MS
    const day = DAYS[weekdayOf(moment)]
    if (moment > now && day !== undefined && full.days.includes(day)) return moment
  }
  return null
}
