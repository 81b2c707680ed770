import { formatSeconds, instant } from '../../../../core/index.js'
import type { Changes } from '../../changes.js'
import type { CalendarItem, Recurrence } from '../../item.js'
import { slotsOf } from '../../recurrence/occurrences.js'
import { DAY_MS } from '../../recurrence/wall-date.js'

/**
 * A series that goes on after the window ends with it, where that is not refused.
 * @source Set-CalendarProcessing, EnforceSchedulingHorizon
 */
export function shortened(
  { calendar: { zones } }: Changes,
  copy: CalendarItem,
  windowEnd: number,
): CalendarItem {
  const { series } = copy.event
  if (series === undefined) return copy
  for (const slot of slotsOf(copy.event, zones)) {
    if (slot.kind === 'deleted' || slot.occurrence.start < windowEnd) continue
    const recurrence = endingBefore(series.recurrence, slot.date)
    return { ...copy, event: { ...copy.event, series: { ...series, recurrence } } }
  }
  return copy
}

function endingBefore(
  { NumberedRecurrence, EndDateRecurrence, NoEndRecurrence, ...pattern }: Recurrence,
  date: number,
): Recurrence {
  const range = NumberedRecurrence ?? EndDateRecurrence ?? NoEndRecurrence
  const EndDate = formatSeconds(instant(date - DAY_MS)).slice(0, 10)
  return { ...pattern, EndDateRecurrence: { StartDate: range?.['StartDate'] ?? EndDate, EndDate } }
}
