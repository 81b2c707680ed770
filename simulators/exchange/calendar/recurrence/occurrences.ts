import type { Instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import type { CalendarItem, EventFields, Exception } from '../item.js'
import { parseRule } from './rule.js'
import { DAY_MS, midnight } from './wall-date.js'

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
export type Slot = { readonly date: number; readonly originalStart: Instant } & (
  { readonly kind: 'deleted' } | { readonly kind: 'occurrence'; readonly occurrence: Occurrence }
)

/** A series ready to be asked; nothing in it is walked from the start. */
export interface OpenSeries {
  readonly isEndless: boolean
  /** How many places the pattern has, deleted ones included. */
  readonly count: number
  /** A place by its number from 1: what `InstanceIndex` counts. @source ews.md 5.5 */
  at(index: number): Slot | undefined
  /** The place of an original date. */
  on(date: number): Slot | undefined
  /** The places in order, from the first that is not before a date. */
  from(date: number): Iterable<Slot>
  /** The same in reverse, from the last that is before a date. */
  before(date: number): Iterable<Slot>
}

/** Undefined for what is no series. */
export function openSeries(event: EventFields, zones: Zones): OpenSeries | undefined {
  const { series } = event
  const rule = series === undefined ? undefined : parseRule(series.recurrence)
  if (series === undefined || rule === undefined) return undefined

  const deleted = new Set(series.deleted)
  const exceptions = new Map(series.exceptions.map((exception) => [exception.date, exception]))
  const timesOn = wallTimes(event, zones)

  function slotOn(date: number): Slot {
    const times = timesOn(date)
    const slot = { date, originalStart: times.start }
    return deleted.has(date)
      ? { ...slot, kind: 'deleted' }
      : { ...slot, kind: 'occurrence', occurrence: occurrenceOn(date, times, exceptions.get(date)) }
  }

  return {
    isEndless: rule.isEndless,
    count: rule.count,
    at: (index) => (index >= 1 && index <= rule.count ? slotOn(rule.dateAt(index - 1)) : undefined),
    on(date) {
      const place = rule.placeFrom(date)
      return place < rule.count && rule.dateAt(place) === date ? slotOn(date) : undefined
    },
    *from(date) {
      for (let place = rule.placeFrom(date); place < rule.count; place++) yield slotOn(rule.dateAt(place))
    },
    *before(date) {
      const end = Math.min(rule.placeFrom(date), rule.count)
      for (let place = end - 1; place >= 0; place--) yield slotOn(rule.dateAt(place))
    },
  }
}

/** All places of a series in the order of its pattern. */
export function slotsOf(event: EventFields, zones: Zones): Iterable<Slot> {
  return openSeries(event, zones)?.from(-Infinity) ?? []
}

/** The first of some places that is an occurrence. */
export function firstOccurrence(slots: Iterable<Slot>): Occurrence | undefined {
  for (const slot of slots) if (slot.kind === 'occurrence') return slot.occurrence
  return undefined
}

/** The occurrences that overlap a window, moved ones where they are now, by their start. */
export function occurrencesIn(
  event: EventFields,
  zones: Zones,
  window: { readonly from: number; readonly to: number },
): readonly Occurrence[] {
  const series = openSeries(event, zones)
  if (series === undefined) return []

  const found = exceptionsOf(event, series).filter((occurrence) => overlaps(occurrence, window))
  found.push(...regularOccurrences(event, series, window))
  return found.sort((a, b) => a.start - b.start)
}

/** The occurrences that nobody has changed and that overlap a window, one after the other. */
export function* regularOccurrences(
  event: EventFields,
  series: OpenSeries,
  window: { readonly from: number; readonly to: number },
): Generator<Occurrence> {
  for (const slot of series.from(earliestDate(event, window.from))) {
    if (slot.originalStart >= window.to) return
    if (slot.kind === 'deleted' || slot.occurrence.exception !== undefined) continue
    if (overlaps(slot.occurrence, window)) yield slot.occurrence
  }
}

/** The exceptions of a series in the order of their original dates, wherever they are now. */
export function exceptionsOf(event: EventFields, series: OpenSeries): Occurrence[] {
  const dates = (event.series?.exceptions ?? []).map(({ date }) => date).sort((a, b) => a - b)
  return dates.flatMap((date) => {
    const slot = series.on(date)
    return slot?.kind === 'occurrence' ? [slot.occurrence] : []
  })
}

/** The earliest date whose occurrence may reach an instant; two days more than its length cover every clock. */
function earliestDate({ start, end }: EventFields, at: number): number {
  return midnight(at - (end - start)) - 2 * DAY_MS
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
