import { instant } from '../../../../core/index.js'
import type { CalendarItem, EventFields } from '../../../calendar/item.js'
import { openSeries } from '../../../calendar/recurrence/occurrences.js'
import { overlapsItself } from '../../../calendar/recurrence/neighbours.js'
import { DAY_MS, midnight } from '../../../calendar/recurrence/wall-date.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { ItemError } from '../item-error.js'

/** Five years. @source ews.md 1.11 */
const MAX_DURATION_MS = 5 * 366 * DAY_MS

/**
 * Checks the times of an item that was just written and brings them into their final form: whole days begin
 * and end at midnight, a series begins with its first occurrence. @source ews.md 4.5, 5.5
 */
export function settle(store: CalendarStore, item: CalendarItem): CalendarItem {
  const event = item.event.isAllDayEvent ? wholeDays(store, item.event) : item.event
  if (event.end < event.start) throw new ItemError('ErrorCalendarEndDateIsEarlierThanStartDate')
  if (event.end - event.start > MAX_DURATION_MS) throw new ItemError('ErrorCalendarDurationIsTooLong')
  const settled = event.series === undefined ? event : fromFirstOccurrence(store, event)
  return settled === item.event ? item : { ...item, event: settled }
}

function wholeDays({ zones }: CalendarStore, event: EventFields): EventFields {
  const start = midnight(zones.toWall(event.startTimeZone, event.start))
  const end = zones.toWall(event.endTimeZone, event.end)
  const endDay = midnight(end) === end ? end : midnight(end) + DAY_MS
  return {
    ...event,
    start: zones.fromWall(event.startTimeZone, start),
    end: zones.fromWall(event.endTimeZone, Math.max(endDay, start + DAY_MS)),
  }
}

function fromFirstOccurrence({ zones }: CalendarStore, event: EventFields): EventFields {
  const first = openSeries({ ...event, series: withoutHoles(event) }, zones)?.at(1)
  if (first?.kind !== 'occurrence') throw new ItemError('ErrorRecurrenceHasNoOccurrence')
  const settled = { ...event, start: first.occurrence.start, end: first.occurrence.end }
  if (overlapsItself(settled, zones)) throw new ItemError('ErrorOccurrenceTimeSpanTooBig')
  return settled
}

function withoutHoles({ series }: EventFields): NonNullable<EventFields['series']> {
  return { recurrence: series?.recurrence ?? {}, exceptions: [], deleted: [] }
}

/** The next half hour, when a new item does not say when it begins. @source ews.md 4.5 */
export function nextHalfHour(now: number) {
  const half = 30 * 60_000
  return instant(Math.ceil(now / half) * half)
}
