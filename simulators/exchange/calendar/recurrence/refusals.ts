import { fromUtcFields } from '../../../core/index.js'
import type { ErrorCode } from '../../ews/error-texts.js'
import { text } from '../../ews/operations/request-parts.js'
import type { EwsObject } from '../../ews/tree.js'
import { intervalOf, namedDays, patternElement, WEEKDAYS } from './pattern.js'
import { LAST_DATE, parseRange, parseRule, type Range } from './rule.js'

interface Written {
  readonly recurrence: EwsObject
  readonly name: string
  readonly element: EwsObject
  readonly range: Range
}

/** The longest interval of a pattern. @source Microsoft, DailyRecurrence, WeeklyRecurrence, AbsoluteMonthlyRecurrence */
const LONGEST_INTERVALS: Readonly<Record<string, number>> = {
  DailyRecurrence: 999,
  WeeklyRecurrence: 99,
  AbsoluteMonthlyRecurrence: 99,
  RelativeMonthlyRecurrence: 99,
}
/** @source Microsoft, NumberOfOccurrences */
const MOST_OCCURRENCES = 999
const FIRST_DATE = fromUtcFields({ year: 1601 })

/**
 * What makes a recurrence impossible, in the order in which it is looked for.
 * @source Microsoft, ResponseCode; ews.md 4.5
 */
const REFUSALS: readonly (readonly [ErrorCode, (written: Written) => boolean])[] = [
  ['ErrorCalendarInvalidDayForWeeklyRecurrence', hasDaySet],
  [
    'ErrorCalendarInvalidRecurrence',
    ({ name, element }) => /^(Weekly|Relative)/.test(name) && namedDays(element).length === 0,
  ],
  ['ErrorCalendarOutOfRange', ({ name, element }) => !isWithin(intervalOf(element), LONGEST_INTERVALS[name])],
  ['ErrorCalendarOutOfRange', ({ element }) => !isWithin(element['DayOfMonth'], 31)],
  ['ErrorCalendarOutOfRange', ({ range }) => !isWithin(range.count, MOST_OCCURRENCES)],
  ['ErrorCalendarOutOfRange', ({ range }) => range.first < FIRST_DATE || range.first > LAST_DATE],
  ['ErrorRecurrenceEndDateTooBig', ({ range }) => (range.last ?? 0) > LAST_DATE],
  ['ErrorRecurrenceHasNoOccurrence', ({ recurrence }) => parseRule(recurrence)?.count === 0],
]

/** Why a recurrence cannot be; undefined for one that can. */
export function refusalOf(recurrence: EwsObject): ErrorCode | undefined {
  const pattern = patternElement(recurrence)
  const range = parseRange(recurrence)
  if (pattern === undefined || range === undefined) return 'ErrorCalendarInvalidRecurrence'
  return REFUSALS.find(([, isImpossible]) => isImpossible({ recurrence, ...pattern, range }))?.[0]
}

/** `Day`, `Weekday` and `WeekendDay` mean something in relative patterns alone. */
function hasDaySet({ name, element }: Written): boolean {
  if (name !== 'WeeklyRecurrence') return false
  const days = [...namedDays(element), text(element, 'FirstDayOfWeek') ?? 'Sunday']
  return days.some((day) => !WEEKDAYS.includes(day))
}

/** Whether a value, if there is one, lies between 1 and a bound. */
function isWithin(value: unknown, most: number | undefined): boolean {
  if (value === undefined || most === undefined) return true
  const number = Number(value)
  return number >= 1 && number <= most
}
