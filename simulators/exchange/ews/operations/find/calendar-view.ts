import { formatMilliseconds, parseInstant, type Instant } from '../../../../core/index.js'
import type { CalendarItem } from '../../../calendar/item.js'
import { appointmentsAround } from '../../../calendar/appointments-around.js'
import { holdsAppointments } from '../../../calendar/folders.js'
import { occurrencesIn, overlaps } from '../../../calendar/recurrence/occurrences.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject } from '../../tree.js'
import type { FolderPlace } from '../access/folder-reference.js'
import { isHidden } from '../access/item-needs.js'
import { ItemError } from '../item-error.js'
import { readTime } from '../properties/setters.js'
import { viewOf, type ItemView, type Reading } from '../properties/view.js'

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
export function viewedItems(
  store: CalendarStore,
  { mailbox, folder, window, reading }: FolderPlace & { readonly window: Window; readonly reading: Reading },
): readonly ItemView[] {
  if (!holdsAppointments(folder)) throw new ItemError('ErrorCalendarFolderIsInvalidForCalendarView')
  const views: ItemView<CalendarItem>[] = []
  for (const item of appointmentsAround(store.world, { mailbox, folder: folder.number }, window)) {
    if (!isHidden(store, reading.acting, item)) views.push(...viewsOf(store, item, { window, reading }))
  }
  return views.sort((a, b) => a.item.event.start - b.item.event.start || a.item.number - b.item.number)
}

function viewsOf(
  store: CalendarStore,
  item: CalendarItem,
  { window, reading }: { readonly window: Window; readonly reading: Reading },
): readonly ItemView<CalendarItem>[] {
  if (item.event.series === undefined) return overlaps(item.event, window) ? [viewOf(reading, item)] : []
  return occurrencesIn(item.event, store.zones, window).map((occurrence) => viewOf(reading, item, occurrence))
}
