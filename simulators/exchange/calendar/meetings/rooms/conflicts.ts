import type { Instant } from '../../../../core/index.js'
import type { Changes } from '../../changes.js'
import { folderKey, items } from '../../collections.js'
import { FOLDER_NUMBERS } from '../../folders.js'
import type { CalendarItem, Person } from '../../item.js'
import { occurrenceItem, occurrencesIn, overlaps } from '../../recurrence/occurrences.js'
import type { BookedTime } from './booked-time.js'

/** A time that is wanted, and what the resource is taken by then. */
export interface Conflict {
  readonly time: BookedTime
  readonly organizer: Person
  readonly start: Instant
  readonly end: Instant
}

/** The times at which something else takes place in the calendar of an item. */
export function conflictsOf(
  changes: Changes,
  item: CalendarItem,
  times: readonly BookedTime[],
): readonly Conflict[] {
  const others = othersIn(changes, item)
  return times.flatMap((time) => {
    for (const other of others) {
      const taken = takenBy(changes, other, time)
      if (taken !== undefined) return [{ time, organizer: other.event.organizer, ...taken }]
    }
    return []
  })
}

function othersIn(changes: Changes, { mailbox, event }: CalendarItem): readonly CalendarItem[] {
  const stored = changes.calendar.world.by(items, 'folder', folderKey(mailbox, FOLDER_NUMBERS.calendar))
  return [...stored].flatMap(({ key }) => {
    const other = changes.item(key)
    return other?.kind === 'CalendarItem' && other.event.uid !== event.uid ? [other] : []
  })
}

function takenBy(
  { calendar: { zones } }: Changes,
  other: CalendarItem,
  { start, end }: BookedTime,
): { readonly start: Instant; readonly end: Instant } | undefined {
  const window = { from: start, to: end }
  const singles =
    other.event.series === undefined
      ? [other].filter(({ event }) => overlaps(event, window))
      : occurrencesIn(other.event, zones, window).map((occurrence) => occurrenceItem(other, occurrence))
  const taken = singles.find(({ event }) => event.freeBusy !== 'Free')
  return taken === undefined ? undefined : { start: taken.event.start, end: taken.event.end }
}
