import { fromUtcFields, instant, utcFields, type Instant } from '../../../../core/index.js'
import type { Zones } from '../../../../core/zones/zones.js'
import { daysInMonth, midnight, weekday } from '../../../calendar/recurrence/wall-date.js'

/** A change of clock that happens every year on a certain weekday of a month. */
export interface YearlyChange {
  readonly offsetBeforeMs: number
  readonly offsetAfterMs: number
  /** 1 to 12. */
  readonly month: number
  /** 0 for Sunday. */
  readonly weekday: number
  /** 1 to 4, or -1 for the last one of the month. */
  readonly occurrence: number
  /** Time of day on the clock as it was before. */
  readonly timeOfDayMs: number
}

const MINUTE_MS = 60_000
/** Enough for the fourth weekday of a month and the last one to differ at least once. */
const YEARS_COMPARED = 7

/** The two yearly changes of a zone's clock in a year and after; none where it does not change. */
export function yearlyChanges(zones: Zones, id: string, year: number): readonly YearlyChange[] {
  const now = changesIn(zones, id, year)
  if (now.length !== 2) return []
  const later = Array.from({ length: YEARS_COMPARED }, (_, index) => changesIn(zones, id, year + index))
  return now.map((change) => ({ ...change, occurrence: occurrenceOf(change, later.flat()) }))
}

/** The fourth of some month may be its last: what other years have in the same month decides. */
function occurrenceOf(change: YearlyChange, others: readonly YearlyChange[]): number {
  const same = others.filter(({ month }) => month === change.month)
  const [first] = same
  return first !== undefined && same.every(({ occurrence }) => occurrence === first.occurrence)
    ? first.occurrence
    : -1
}

function changesIn(zones: Zones, id: string, year: number): readonly YearlyChange[] {
  const found: YearlyChange[] = []
  for (let month = 1; month <= 12; month++) {
    const from = fromUtcFields({ year, month })
    const to = fromUtcFields(month === 12 ? { year: year + 1 } : { year, month: month + 1 })
    if (zones.offsetMs(id, from) !== zones.offsetMs(id, to))
      found.push(changeBetween(zones, id, { from, to }))
  }
  return found
}

function changeBetween(
  zones: Zones,
  id: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): YearlyChange {
  const offsetBeforeMs = zones.offsetMs(id, from)
  let [before, after]: readonly [number, number] = [from, to]
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS
    if (zones.offsetMs(id, instant(middle)) === offsetBeforeMs) before = middle
    else after = middle
  }
  const wall = after + offsetBeforeMs
  const { year, month, day } = utcFields(instant(wall))
  return {
    offsetBeforeMs,
    offsetAfterMs: zones.offsetMs(id, instant(after)),
    month,
    weekday: weekday(wall),
    occurrence: day > daysInMonth(year * 12 + month - 1) - 7 ? -1 : Math.ceil(day / 7),
    timeOfDayMs: wall - midnight(wall),
  }
}
