import { wallClockOf, type ClockChange, type WallClock } from '../../../calendar/availability/clock-rules.js'
import { WEEKDAYS } from '../../../calendar/availability/working-hours.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { EwsFault } from '../../ews-fault.js'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { child, text } from '../request-parts.js'

/**
 * The clock of a request: its `t:TimeZone`, else the `TimeZoneContext`. A request must have one of the two.
 * @source ews.md 4.14; @inferred that its lack is a fault
 */
export function requestClock(store: CalendarStore, { request, timeZone }: OperationCall): WallClock {
  const zone = child(request, 'TimeZone')
  if (zone !== undefined) {
    return wallClockOf({
      biasMinutes: Number(zone['Bias']),
      standard: readChange(child(zone, 'StandardTime')),
      daylight: readChange(child(zone, 'DaylightTime')),
    })
  }
  const { zones } = store
  if (timeZone === undefined || !zones.isKnown(timeZone)) throw new EwsFault('ErrorTimeZone')
  return {
    toWall: (at) => zones.toWall(timeZone, at),
    fromWall: (wallMs) => zones.fromWall(timeZone, wallMs),
  }
}

function readChange(change: EwsObject | undefined): ClockChange {
  const time = /^(\d\d):(\d\d):(\d\d)/.exec(text(change, 'Time') ?? '')
  const year = text(change, 'Year')
  const [month, order] = [Number(change?.['Month']), Number(change?.['DayOrder'])]
  if (time === null || month < 0 || month > 12 || order < 0 || order > (year === undefined ? 5 : 31)) {
    throw new EwsFault('ErrorTimeZone')
  }
  const [hours = 0, minutes = 0, seconds = 0] = time.slice(1).map(Number)
  return {
    biasMinutes: Number(change?.['Bias']),
    timeOfDayMs: ((hours * 60 + minutes) * 60 + seconds) * 1000,
    order,
    month,
    weekday: WEEKDAYS.findIndex((day) => day === text(change, 'DayOfWeek')),
    year: year === undefined ? undefined : Number(year),
  }
}
