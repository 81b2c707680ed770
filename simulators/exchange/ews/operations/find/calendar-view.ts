import { formatMilliseconds, parseInstant, type Instant } from '../../../../core/index.js'
import { appointmentsAround } from '../../../calendar/appointments-around.js'
import { occurrencesIn, overlaps } from '../../../calendar/recurrence/occurrences.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { readTime } from '../properties/setters.js'
import { orderOfKeys } from './ordering.js'
import type { SortOrder } from './sorted-items.js'

/** A window of time, in epoch milliseconds. */
export interface Window {
  readonly from: number
  readonly to: number
}

const SHORTEST_TWO_YEARS_MS = 730 * 86_400_000

/** The first and the last second of the years that there are. @source [DOC] ErrorValueOutOfRange */
const BOUNDS: readonly number[] = ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'].map(parseInstant)

/** An `m:CalendarView`; times without a zone are on the clock of `TimeZoneContext`. */
export function readCalendarView(
  store: CalendarStore,
  view: EwsObject,
  timeZone: string | undefined,
): Window & { readonly maxEntries: number } {
  const zone = timeZone ?? 'UTC'
  const from = readTime(view['@StartDate'] as string, zone, { store })
  const to = readTime(view['@EndDate'] as string, zone, { store })
  const maxEntries =
    view['@MaxEntriesReturned'] === undefined ? Infinity : Number(view['@MaxEntriesReturned'])
  if (BOUNDS.includes(from) || BOUNDS.includes(to)) throw new ItemError('ErrorValueOutOfRange')
  if (to < from) throw new ItemError('ErrorCalendarEndDateIsEarlierThanStartDate')
  if (to - from > SHORTEST_TWO_YEARS_MS && to > twoYearsAfter(from))
    throw new ItemError('ErrorCalendarViewRangeTooBig')
  if (maxEntries <= 0) throw new ItemError('ErrorInvalidPagingMaxRows')
  return { from, to, maxEntries }
}

/** The same date and time; for a 29 February the first of March. @source ews.md 4.3 */
function twoYearsAfter(at: Instant): Instant {
  const [year, rest] = formatMilliseconds(at).split(/(?<=^\d{4})-/)
  const later = `${Number(year) + 2}-${rest}`
  return parseInstant(later.replace(/^(\d+)-02-29/, '$1-03-01'))
}

/** The singles and occurrences that take place within a window, by their start; never a master. @source ews.md 4.3 */
export function orderInTime({ world, zones }: CalendarStore, window: Window): SortOrder {
  return {
    name: `from ${window.from} to ${window.to}`,
    among: ({ mailbox, folder }) => appointmentsAround(world, { mailbox, folder: folder.number }, window),
    keyed(item) {
      if (item.kind !== 'CalendarItem') return []
      const { event } = item
      if (event.series === undefined) return overlaps(event, window) ? [{ item, keys: [event.start] }] : []
      return occurrencesIn(event, zones, window).map((occurrence) => {
        return { item, occurrence, keys: [occurrence.start] }
      })
    },
    compare: (left, right) =>
      orderOfKeys(left.keys[0], right.keys[0]) || left.item.number - right.item.number,
  }
}
