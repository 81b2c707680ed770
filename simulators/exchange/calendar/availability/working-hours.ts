import type { Instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import { DAY_MS, weekday } from '../recurrence/wall-date.js'

export const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

export type Weekday = (typeof WEEKDAYS)[number]

/** When somebody works, on the clock of their zone. */
export interface WorkingHours {
  readonly timeZone: string
  readonly days: readonly Weekday[]
  readonly startMinutes: number
  readonly endMinutes: number
}

/** Those of a mailbox whose owner never set any. @source ews.md 4.14 for the hours; @inferred the zone */
export const USUAL_HOURS: WorkingHours = {
  timeZone: 'UTC',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  startMinutes: 480,
  endMinutes: 1020,
}

const MINUTE_MS = 60_000

/** Whether a whole span lies within the hours of one working day. */
export function isWorkTime(
  hours: WorkingHours,
  zones: Zones,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): boolean {
  const wall = zones.toWall(hours.timeZone, from)
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS
  const day = WEEKDAYS[weekday(midnight)]
  const start = midnight + hours.startMinutes * MINUTE_MS
  const end = midnight + hours.endMinutes * MINUTE_MS
  return (
    day !== undefined && hours.days.includes(day) && wall >= start && zones.toWall(hours.timeZone, to) <= end
  )
}
