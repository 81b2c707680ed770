import type { YearlyChange } from '../../../../core/zones/zone-rules.js'
import type { Zones } from '../../../../core/zones/zones.js'
import { WEEKDAYS } from '../../../calendar/availability/working-hours.js'
import type { EwsObject } from '../../tree.js'

const MINUTE_MS = 60_000
/** @inferred the form in which a zone says that its clock never changes */
const NO_CHANGE: EwsObject = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' }

/** `t:SerializableTimeZone` of a zone as it is now: UTC is local time plus the bias. @source ews.md 4.14 */
export function serializableZone(zones: Zones, id: string): EwsObject {
  const era = zones.rulesOf(id).eras.at(-1)
  const offsetMs = era?.offsetMs ?? 0
  const changes = era?.changes ?? []
  const standard = changes.find((change) => change.offsetAfterMs === offsetMs)
  const daylight = changes.find((change) => change.offsetAfterMs !== offsetMs)
  return {
    Bias: -offsetMs / MINUTE_MS,
    StandardTime: renderChange(standard, offsetMs),
    DaylightTime: renderChange(daylight, offsetMs),
  }
}

function renderChange(change: YearlyChange | undefined, offsetMs: number): EwsObject {
  if (change === undefined || 'day' in change.on) return NO_CHANGE
  const { weekday, occurrence } = change.on
  return {
    Bias: (offsetMs - change.offsetAfterMs) / MINUTE_MS,
    Time: timeOfDay(change.timeOfDayMs),
    DayOrder: occurrence === -1 ? 5 : occurrence,
    Month: change.month,
    DayOfWeek: WEEKDAYS[weekday] ?? 'Sunday',
  }
}

function timeOfDay(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':')
}
