import { isDeepStrictEqual } from 'node:util'
import { overlaps, slotsOf, type Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { CalendarItem, Exception, Series } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { ItemError } from '../item-error.js'

/** Fields of an occurrence that are its place and not its content. */
const NOT_CONTENT = new Set(['kind', 'mailbox', 'folder', 'number', 'change', 'event', 'movedFrom'])
const NOT_IN_EXCEPTION = new Set(['uid', 'series', 'sequence', 'state', 'organizer'])

/** A master in which an occurrence is as it was changed: it becomes an exception. @source ews.md 4.6, 5.5 */
export function withException(
  store: CalendarStore,
  master: CalendarItem,
  { occurrence, changed }: { readonly occurrence: Occurrence; readonly changed: CalendarItem },
): CalendarItem {
  checkNeighbours(store, master, { occurrence, changed })
  const exception: Exception = {
    date: occurrence.date,
    fields: differences(master, changed, NOT_CONTENT),
    event: {
      ...differences(master.event, changed.event, NOT_IN_EXCEPTION),
      start: changed.event.start,
      end: changed.event.end,
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
  for (const slot of slotsOf(master.event, store.zones)) if (slot.kind === 'occurrence') return true
  return false
}

/** An occurrence may neither pass the one before or after it nor overlap it. @source ews.md 4.6 */
function checkNeighbours(
  store: CalendarStore,
  master: CalendarItem,
  { occurrence, changed }: { readonly occurrence: Occurrence; readonly changed: CalendarItem },
): void {
  const { start, end } = changed.event
  let before: Occurrence | undefined
  let after: Occurrence | undefined
  for (const slot of slotsOf(master.event, store.zones)) {
    if (slot.kind === 'deleted' || slot.date === occurrence.date) continue
    if (slot.date < occurrence.date) before = slot.occurrence
    else after = slot.occurrence
    if (after !== undefined) break
  }
  if (before !== undefined && start < before.start) throw new ItemError('ErrorOccurrenceCrossingBoundary')
  if (after !== undefined && start > after.start) throw new ItemError('ErrorOccurrenceCrossingBoundary')
  const touched = [before, after].some(
    (other) => other !== undefined && overlaps(other, { from: start, to: end }),
  )
  if (touched) throw new ItemError('ErrorOccurrenceTimeSpanTooBig')
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
