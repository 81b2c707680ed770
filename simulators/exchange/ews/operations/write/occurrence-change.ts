import { misfitBetween } from '../../../calendar/recurrence/neighbours.js'
import { openSeries, type Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { CalendarItem } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { ItemError } from '../item-error.js'

/** An occurrence may neither pass the one before or after it nor overlap it. @source ews.md 4.6 */
export function checkNeighbours(
  { zones }: CalendarStore,
  master: CalendarItem,
  { occurrence, changed }: { readonly occurrence: Occurrence; readonly changed: CalendarItem },
): void {
  const series = openSeries(master.event, zones)
  const misfit = series === undefined ? undefined : misfitBetween(series, occurrence.date, changed.event)
  if (misfit !== undefined) throw new ItemError(misfit)
}
