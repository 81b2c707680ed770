import { dateOf, weekdayOf } from '../time-and-chance/clock.js'
import { element, textElement } from '../xml/write.js'

/** A series that repeats every day or week a number of times, the first included. */
export interface Recurrence {
  readonly every: 'day' | 'week'
  readonly times: number
  /** When the first occurrence starts, in epoch milliseconds; date and day of the week are those of UTC. */
  readonly start: number
}

/** A `t:Recurrence`: pattern, then range. @source ews.md 5.5 */
export function renderRecurrence({ every, times, start }: Recurrence): string {
  const interval = textElement('t:Interval', 1)
  const pattern =
    every === 'day'
      ? element('t:DailyRecurrence', {}, interval)
      : element('t:WeeklyRecurrence', {}, interval, textElement('t:DaysOfWeek', weekdayOf(start)))
  const range = element(
    't:NumberedRecurrence',
    {},
    textElement('t:StartDate', dateOf(start)),
    textElement('t:NumberOfOccurrences', times),
  )
  return element('t:Recurrence', {}, pattern, range)
}
