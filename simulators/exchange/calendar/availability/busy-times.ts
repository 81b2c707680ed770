import type { Instant } from '../../../core/index.js'
import { appointmentsAround } from '../appointments-around.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, FreeBusyStatus } from '../item.js'
import { STATE } from '../meetings/invitation.js'
import { occurrenceItem, occurrencesIn, overlaps, type Occurrence } from '../recurrence/occurrences.js'
import type { CalendarStore } from '../store.js'

/** A span of time, in epoch milliseconds. */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** Something in a calendar that has to do with its owner's time. */
export interface BusyTime {
  readonly start: Instant
  readonly end: Instant
  readonly status: FreeBusyStatus
  readonly item: CalendarItem
  /** Which meeting of a series it is. */
  readonly occurrence: Occurrence | undefined
}

/**
 * What stands in a mailbox's calendar within a span, as a whole where it reaches beyond, by its start. What was
 * cancelled or declined does not count. @source ews.md 4.14; MS documentation of TimeWindow
 */
export function busyTimes(store: CalendarStore, mailbox: string, span: Span): readonly BusyTime[] {
  const calendar = { mailbox, folder: FOLDER_NUMBERS.calendar }
  const found: BusyTime[] = []
  for (const item of appointmentsAround(store.world, calendar, span))
    found.push(...timesOf(store, item, span))
  return found
    .filter(({ item }) => takesPlace(item))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.item.number - b.item.number)
}

function timesOf(store: CalendarStore, item: CalendarItem, span: Span): readonly BusyTime[] {
  if (item.event.series === undefined) return overlaps(item.event, span) ? [busyTime(item)] : []
  return occurrencesIn(item.event, store.zones, span).map((occurrence) =>
    busyTime(occurrenceItem(item, occurrence), occurrence),
  )
}

function busyTime(item: CalendarItem, occurrence?: Occurrence): BusyTime {
  const { start, end, freeBusy } = item.event
  return { start, end, status: freeBusy, item, occurrence }
}

function takesPlace({ event }: CalendarItem): boolean {
  return (event.state & STATE.cancelled) === 0 && event.myResponse !== 'Decline'
}
