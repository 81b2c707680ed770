import type { Changes } from '../../changes.js'
import type { CalendarProcessing } from '../../calendar-processing.js'
import type { CalendarItem } from '../../item.js'
import { slotsOf, type Occurrence } from '../../recurrence/occurrences.js'
import { DAY_MS, midnight } from '../../recurrence/wall-date.js'
import type { BookedTime } from './booked-time.js'
import { conflictsOf, type Conflict } from './conflicts.js'

/** A request for a resource, with what the rules ask about it. */
export interface Booking {
  readonly processing: CalendarProcessing
  readonly capacity: number | undefined
  readonly item: CalendarItem
  /** When it takes place, up to the end of the window and one time beyond it. */
  readonly times: readonly BookedTime[]
  readonly conflicts: readonly Conflict[]
  /** The last instant that can be booked. */
  readonly windowEnd: number
}

/** The longest series is looked at so far. @inferred */
const MAX_TIMES = 1000

/** What there is to book. The window ends with the last day in it, in UTC. @inferred */
export function bookingOf(
  changes: Changes,
  {
    processing,
    item,
    occurrence,
    capacity,
  }: {
    readonly processing: CalendarProcessing
    readonly item: CalendarItem
    readonly occurrence: Occurrence | undefined
    readonly capacity: number | undefined
  },
): Booking {
  const windowEnd = midnight(changes.now) + (processing.bookingWindowInDays + 1) * DAY_MS
  const times = occurrence === undefined ? timesOf(changes, item, windowEnd) : [timeOf(occurrence)]
  const within = times.filter(({ start }) => start < windowEnd)
  const conflicts = processing.allowConflicts ? [] : conflictsOf(changes, item, within)
  return { processing, capacity, item, times, conflicts, windowEnd }
}

function timesOf(
  { calendar: { zones } }: Changes,
  item: CalendarItem,
  windowEnd: number,
): readonly BookedTime[] {
  const { event } = item
  if (event.series === undefined) return [{ start: event.start, end: event.end, occurrence: undefined }]
  const times: BookedTime[] = []
  for (const slot of slotsOf(event, zones)) {
    if (slot.kind === 'deleted') continue
    times.push(timeOf(slot.occurrence))
    if (slot.occurrence.start >= windowEnd || times.length === MAX_TIMES) break
  }
  return times
}

function timeOf(occurrence: Occurrence): BookedTime {
  return { start: occurrence.start, end: occurrence.end, occurrence }
}
