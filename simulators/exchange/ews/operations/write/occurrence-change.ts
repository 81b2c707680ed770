import { isDeepStrictEqual } from 'node:util'
import { misfitBetween } from '../../../calendar/recurrence/neighbours.js'
import {
  firstOccurrence,
  openSeries,
  slotsOf,
  type Occurrence,
} from '../../../calendar/recurrence/occurrences.js'
import type { CalendarItem, Exception, Series } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { ItemError } from '../item-error.js'

/** Fields of an occurrence that are its place and not its content. */
const NOT_CONTENT = new Set(['kind', 'mailbox', 'folder', 'number', 'change', 'event', 'movedFrom'])
const NOT_IN_EXCEPTION = new Set(['uid', 'series', 'sequence', 'state', 'organizer', 'start', 'end'])

/**
 * A master in which an occurrence is as it was changed: it becomes an exception. One whose times are still those
 * of the series goes along when the series moves. @source ews.md 4.6, 5.5; the latter @inferred
 */
export function withException(
  store: CalendarStore,
  master: CalendarItem,
  { occurrence, changed }: { readonly occurrence: Occurrence; readonly changed: CalendarItem },
): CalendarItem {
  const { start, end } = changed.event
  const series = openSeries(master.event, store.zones)
  const misfit = series === undefined ? undefined : misfitBetween(series, occurrence.date, { start, end })
  if (misfit !== undefined) throw new ItemError(misfit)

  const regular = regularTimes(store, master, occurrence.date)
  const isMoved = start !== regular?.start || end !== regular.end
  const exception: Exception = {
    date: occurrence.date,
    fields: differences(master, changed, NOT_CONTENT),
    event: {
      ...differences(master.event, changed.event, NOT_IN_EXCEPTION),
      ...(isMoved ? { start, end } : {}),
    },
  }
  return withSeries(master, (series) => ({
    ...series,
    exceptions: [...series.exceptions.filter(({ date }) => date !== occurrence.date), exception],
  }))
}

/** A master without one of its occurrences. */
export function withoutOccurrence(master: CalendarItem, { date }: Occurrence): CalendarItem {
  return withSeries(master, (series) => ({
    ...series,
    exceptions: series.exceptions.filter((exception) => exception.date !== date),
    deleted: [...series.deleted, date],
  }))
}

export function hasOccurrences(store: CalendarStore, master: CalendarItem): boolean {
  return firstOccurrence(slotsOf(master.event, store.zones)) !== undefined
}

/** When the occurrence takes place that nobody has moved. */
function regularTimes(
  { zones }: CalendarStore,
  { event }: CalendarItem,
  date: number,
): { readonly start: number; readonly end: number } | undefined {
  const series = { recurrence: event.series?.recurrence ?? {}, exceptions: [], deleted: [] }
  const slot = openSeries({ ...event, series }, zones)?.on(date)
  return slot?.kind === 'occurrence' ? slot.occurrence : undefined
}

function withSeries(master: CalendarItem, change: (series: Series) => Series): CalendarItem {
  const { series } = master.event
  return series === undefined ? master : { ...master, event: { ...master.event, series: change(series) } }
}

function differences<T extends object>(before: T, after: T, left: ReadonlySet<string>): Partial<T> {
  const changed = Object.entries(after).filter(
    ([name, value]) => !left.has(name) && !isDeepStrictEqual(value, before[name as keyof T]),
  )
  return Object.fromEntries(changed) as Partial<T>
}
