import type { Zones } from '../../../core/zones/zones.js'
import type { EventFields } from '../item.js'
import { firstOccurrence, openSeries, overlaps, type Occurrence, type OpenSeries } from './occurrences.js'

/** An occurrence may neither pass the one before or after it nor overlap it. @source ews.md 4.6 */
export type Misfit = 'ErrorOccurrenceCrossingBoundary' | 'ErrorOccurrenceTimeSpanTooBig'

/** Whether the occurrence of a date can take place at another time, as its neighbours stand. */
export function misfitBetween(
  series: OpenSeries,
  date: number,
  time: { readonly start: number; readonly end: number },
): Misfit | undefined {
  const before = firstOccurrence(series.before(date))
  const after = firstOccurrence(series.from(date + 1))
  if (before !== undefined && time.start < before.start) return 'ErrorOccurrenceCrossingBoundary'
  if (after !== undefined && time.start > after.start) return 'ErrorOccurrenceCrossingBoundary'
  const window = { from: time.start, to: time.end }
  const touched = [before, after].some((other) => other !== undefined && overlaps(other, window))
  return touched ? 'ErrorOccurrenceTimeSpanTooBig' : undefined
}

/** Enough to meet the closest two of any pattern. */
const COMPARED = 64

/**
 * Whether a regular occurrence lasts into the next one; exceptions and holes are left aside.
 * @source Microsoft, ResponseCode: ErrorOccurrenceTimeSpanTooBig; @inferred that new series are looked at, too
 */
export function overlapsItself(event: EventFields, zones: Zones): boolean {
  const { series: stored } = event
  if (stored === undefined) return false
  const regular = openSeries({ ...event, series: { ...stored, exceptions: [], deleted: [] } }, zones)
  let before: Occurrence | undefined
  let compared = 0
  for (const slot of regular?.from(-Infinity) ?? []) {
    if (slot.kind === 'deleted' || compared++ === COMPARED) break
    if (before !== undefined && slot.occurrence.start < before.end) return true
    before = slot.occurrence
  }
  return false
}
