import { text } from '../../ews/operations/request-parts.js'
import type { EwsObject } from '../../ews/tree.js'
import { DAY_MS, dayOfMonth, daysInMonth, firstOfMonth, monthNumber, weekday } from './wall-date.js'

/** The dates of a pattern without its range: endless, in order, from the period that holds `first`. */
export interface Pattern {
  datesFrom(first: number): Iterable<number>
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAY_SETS: Readonly<Record<string, readonly number[]>> = {
  Day: [0, 1, 2, 3, 4, 5, 6],
  Weekday: [1, 2, 3, 4, 5],
  WeekendDay: [0, 6],
}
const DAY_INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last']

type Parser = (element: EwsObject) => Pattern | undefined

/** The patterns of a calendar item, by element. @source ews.md 5.5 */
const PARSERS: Readonly<Record<string, Parser>> = {
  DailyRecurrence: daily,
  WeeklyRecurrence: weekly,
  AbsoluteMonthlyRecurrence: (element) => monthly(intervalOf(element), undefined, byDay(element)),
  RelativeMonthlyRecurrence: (element) => monthly(intervalOf(element), undefined, byWeekday(element)),
  AbsoluteYearlyRecurrence: (element) => monthly(12, monthOf(element), byDay(element)),
  RelativeYearlyRecurrence: (element) => monthly(12, monthOf(element), byWeekday(element)),
}

export function parsePattern(recurrence: EwsObject): Pattern | undefined {
  for (const [name, parse] of Object.entries(PARSERS)) {
    const element = recurrence[name]
    if (element !== undefined) return parse(element as EwsObject)
  }
  return undefined
}

function daily(element: EwsObject): Pattern | undefined {
  const interval = intervalOf(element)
  if (interval === undefined) return undefined
  return {
    *datesFrom(first) {
      for (let date = first; ; date += interval * DAY_MS) yield date
    },
  }
}

function weekly(element: EwsObject): Pattern | undefined {
  const interval = intervalOf(element)
  const days = daysOf(element)
  const weekStart = WEEKDAYS.indexOf(text(element, 'FirstDayOfWeek') ?? 'Sunday')
  if (interval === undefined || days.length === 0) return undefined
  const offsets = days.map((day) => (day - weekStart + 7) % 7).sort((a, b) => a - b)
  return {
    *datesFrom(first) {
      const week = first - ((weekday(first) - weekStart + 7) % 7) * DAY_MS
      for (let start = week; ; start += interval * 7 * DAY_MS) {
        for (const offset of offsets) yield start + offset * DAY_MS
      }
    },
  }
}

/** One date in each month counted from `month` of the year (0 to 11), or from the month of the first date. */
function monthly(
  interval: number | undefined,
  month: number | undefined,
  dateIn: ((monthNumber: number) => number) | undefined,
): Pattern | undefined {
  if (interval === undefined || dateIn === undefined || month === -1) return undefined
  return {
    *datesFrom(first) {
      const firstMonth = monthNumber(first)
      const start = month === undefined ? firstMonth : firstMonth - (firstMonth % 12) + month
      for (let at = start; ; at += interval) yield dateIn(at)
    },
  }
}

function byDay(element: EwsObject): ((monthNumber: number) => number) | undefined {
  const day = Number(element['DayOfMonth'])
  return day >= 1 && day <= 31 ? (month) => dayOfMonth(month, day) : undefined
}

function byWeekday(element: EwsObject): ((monthNumber: number) => number) | undefined {
  const days = daysOf(element)
  const index = DAY_INDEXES.indexOf(text(element, 'DayOfWeekIndex') ?? '')
  if (days.length === 0 || index === -1) return undefined
  return (month) => {
    const dates = Array.from({ length: daysInMonth(month) }, (_, day) => firstOfMonth(month) + day * DAY_MS)
    const matching = dates.filter((date) => days.includes(weekday(date)))
    return matching.at(index === 4 ? -1 : index) ?? firstOfMonth(month)
  }
}

function intervalOf(element: EwsObject): number | undefined {
  const interval = Number(element['Interval'])
  return interval >= 1 ? interval : undefined
}

function monthOf(element: EwsObject): number {
  return MONTHS.indexOf(text(element, 'Month') ?? '')
}

function daysOf(element: EwsObject): readonly number[] {
  const value = element['DaysOfWeek']
  const names = Array.isArray(value) ? value.map(String) : (text(element, 'DaysOfWeek') ?? '').split(' ')
  return [...new Set(names.flatMap((name) => DAY_SETS[name] ?? WEEKDAYS.indexOf(name)))].filter(
    (day) => day >= 0,
  )
}
