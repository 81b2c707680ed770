import { isDeepStrictEqual } from 'node:util'
import type { Instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import type { CalendarItem, EventFields, Exception, Series } from '../item.js'
import {
  firstOccurrence,
  occurrenceItem,
  openSeries,
  slotsOf,
  type Occurrence,
  type Slot,
} from '../recurrence/occurrences.js'
import { midnight } from '../recurrence/wall-date.js'

/** Fields of an occurrence that are its place and not its content. */
const NOT_CONTENT = new Set([
  'kind',
  'mailbox',
  'folder',
  'number',
  'change',
  'event',
  'movedFrom',
  'createdAt',
  'createdBy',
  'modifiedAt',
  'modifiedBy',
])
/** Facts that an occurrence has from its series whatever becomes of it. */
const NOT_IN_EXCEPTION = new Set(['uid', 'series', 'organizer', 'recurrenceId'])

/** The original date of the occurrence that was to start then, as in `Exception.date`. */
export function dateOf(zones: Zones, { startTimeZone }: EventFields, originalStart: Instant): number {
  return midnight(zones.toWall(startTimeZone, originalStart))
}

/** The occurrence of a series that was to start then; undefined for one that is deleted or never was. */
export function occurrenceAt(
  zones: Zones,
  { event }: CalendarItem,
  originalStart: Instant,
): Occurrence | undefined {
  const slot = slotOn(zones, event, dateOf(zones, event, originalStart))
  return slot?.kind === 'occurrence' ? slot.occurrence : undefined
}

/** The place that the pattern of a series has on a date, deleted or not. */
export function slotOn(zones: Zones, event: EventFields, date: number): Slot | undefined {
  return openSeries(event, zones)?.on(date)
}

export function hasOccurrences(zones: Zones, { event }: CalendarItem): boolean {
  return firstOccurrence(slotsOf(event, zones)) !== undefined
}

/** One occurrence as a meeting of its own, which says when it was to start. */
export function singleOf(master: CalendarItem, occurrence: Occurrence): CalendarItem {
  const item = occurrenceItem(master, occurrence)
  const { series, ...event } = item.event
  if (series === undefined) return item
  return { ...item, event: { ...event, recurrenceId: occurrence.originalStart } }
}

/** What is different in one occurrence, as its exception keeps it. @source ews.md 5.5 */
export function exceptionFrom(master: CalendarItem, date: number, changed: CalendarItem): Exception {
  return {
    date,
    fields: differences(master, changed, NOT_CONTENT),
    event: differences(master.event, changed.event, NOT_IN_EXCEPTION),
  }
}

export function exceptionOn({ event }: CalendarItem, date: number): Exception | undefined {
  return event.series?.exceptions.find((exception) => exception.date === date)
}

/** A series with an exception, also where the occurrence had been deleted. */
export function withException(master: CalendarItem, exception: Exception): CalendarItem {
  const others = ({ date }: Exception) => date !== exception.date
  return withSeries(master, (series) => ({
    ...series,
    exceptions: [...series.exceptions.filter(others), exception],
    deleted: series.deleted.filter((date) => date !== exception.date),
  }))
}

/** A series without one of its occurrences. */
export function withoutDate(master: CalendarItem, gone: number): CalendarItem {
  return withSeries(master, (series) => ({
    ...series,
    exceptions: series.exceptions.filter(({ date }) => date !== gone),
    deleted: series.deleted.includes(gone) ? series.deleted : [...series.deleted, gone],
  }))
}

export function withSeries(master: CalendarItem, change: (series: Series) => Series): CalendarItem {
  const { series } = master.event
  return series === undefined ? master : { ...master, event: { ...master.event, series: change(series) } }
}

/** The highest sequence number that anything in a series has. */
export function latestSequence({ sequence, series }: EventFields): number {
  const own = series?.exceptions.map(({ event }) => event.sequence ?? 0) ?? []
  return Math.max(sequence, ...own)
}

function differences<T extends object>(before: T, after: T, left: ReadonlySet<string>): Partial<T> {
  const changed = Object.entries(after).filter(
    ([name, value]) => !left.has(name) && !isDeepStrictEqual(value, before[name as keyof T]),
  )
  return Object.fromEntries(changed) as Partial<T>
}
