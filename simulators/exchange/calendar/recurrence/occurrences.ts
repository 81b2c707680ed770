import type { Instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import type { CalendarItem, EventFields, Exception } from '../item.js'
import { datesOf, parseRule } from './rule.js'
import { midnight } from './wall-date.js'

/** One meeting of a series. */
export interface Occurrence {
  /** The original date, as in `Exception.date`. */
  readonly date: number
  readonly start: Instant
  readonly end: Instant
  readonly originalStart: Instant
  readonly exception: Exception | undefined
}

/** A place of the pattern: an occurrence, or the hole that a deleted one left. */
export type Slot = { readonly date: number } & (
  { readonly kind: 'deleted' } | { readonly kind: 'occurrence'; readonly occurrence: Occurrence }
)

/** The places of a series in the order of its pattern: what `InstanceIndex` counts. @source ews.md 5.5 */
export function* slotsOf(event: EventFields, zones: Zones): Generator<Slot> {
  const { series } = event
  const rule = series === undefined ? undefined : parseRule(series.recurrence)
  if (series === undefined || rule === undefined) return

  const deleted = new Set(series.deleted)
  const exceptions = new Map(series.exceptions.map((exception) => [exception.date, exception]))
  const timesOn = wallTimes(event, zones)
  for (const date of datesOf(rule)) {
    if (deleted.has(date)) yield { kind: 'deleted', date }
    else
      yield { kind: 'occurrence', date, occurrence: occurrenceOn(date, timesOn(date), exceptions.get(date)) }
  }
}

/** The occurrences that overlap a window, moved ones where they are now, by their start. */
export function occurrencesIn(
  event: EventFields,
  zones: Zones,
  window: { readonly from: number; readonly to: number },
): readonly Occurrence[] {
  const found: Occurrence[] = []
  let movedLeft = event.series?.exceptions.length ?? 0
  for (const slot of slotsOf(event, zones)) {
    if (slot.kind === 'deleted') continue
    const { occurrence } = slot
    if (overlaps(occurrence, window)) found.push(occurrence)
    if (occurrence.exception !== undefined) movedLeft--
    else if (occurrence.start >= window.to && movedLeft <= 0) break
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Whether something takes place within a window; what has no length does when it starts in it. */
export function overlaps(
  time: { readonly start: number; readonly end: number },
  window: { readonly from: number; readonly to: number },
): boolean {
  return time.start < window.to && (time.end > window.from || time.start >= window.from)
}

/** An occurrence as an item: what it does not have of its own is the master's. */
export function occurrenceItem(master: CalendarItem, occurrence: Occurrence): CalendarItem {
  const { exception, start, end } = occurrence
  return { ...master, ...exception?.fields, event: { ...master.event, ...exception?.event, start, end } }
}

/** The time of day of the series, carried to other dates on the clock of its zone. */
function wallTimes(event: EventFields, zones: Zones) {
  const zone = event.startTimeZone
  const start = zones.toWall(zone, event.start)
  const timeOfDay = start - midnight(start)
  const duration = zones.toWall(zone, event.end) - start
  return (date: number) => ({
    start: zones.fromWall(zone, date + timeOfDay),
    end: zones.fromWall(zone, date + timeOfDay + duration),
  })
}

function occurrenceOn(
  date: number,
  times: { readonly start: Instant; readonly end: Instant },
  exception: Exception | undefined,
): Occurrence {
  return {
    date,
    start: exception?.event.start ?? times.start,
    end: exception?.event.end ?? times.end,
    originalStart: times.start,
    exception,
  }
}
