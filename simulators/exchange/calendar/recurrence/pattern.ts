import { text } from '../../ews/operations/request-parts.js'
import type { EwsObject } from '../../ews/tree.js'
import { dayOfMonth, DAY_MS, daysInMonth, firstOfMonth, monthNumber, weekday } from './wall-date.js'

/**
 * The dates of a pattern without its range: periods with the same number of dates in each, counted from the one
 * that holds the first date, so that any of them is found by arithmetic.
 */
export interface Pattern {
  readonly datesPerPeriod: number
  /** The dates of a period in order. Those of period 0 may lie before the first date of the series. */
  datesIn(period: number): readonly number[]
  /** The period that holds a date, or that ends last before it. */
  periodOf(date: number): number
}

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
export const MONTHS = [
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
export const DAY_INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last']

type Parser = (element: EwsObject, first: number) => Pattern

/** The patterns of a calendar item, by element. @source ews.md 5.5 */
const PARSERS: Readonly<Record<string, Parser>> = {
  DailyRecurrence: daily,
  WeeklyRecurrence: weekly,
  AbsoluteMonthlyRecurrence: (element, first) =>
    monthly(intervalOf(element), monthNumber(first), byDay(element)),
  RelativeMonthlyRecurrence: (element, first) =>
    monthly(intervalOf(element), monthNumber(first), byWeekday(element)),
  AbsoluteYearlyRecurrence: (element, first) => monthly(12, monthInYear(element, first), byDay(element)),
  RelativeYearlyRecurrence: (element, first) => monthly(12, monthInYear(element, first), byWeekday(element)),
}

/** The element that describes the pattern, by its name; undefined when there is none. */
export function patternElement(
  recurrence: EwsObject,
): { readonly name: string; readonly element: EwsObject } | undefined {
  const name = Object.keys(PARSERS).find((known) => recurrence[known] !== undefined)
  return name === undefined ? undefined : { name, element: recurrence[name] as EwsObject }
}

/** A pattern whose values `refusalOf` has found valid. `first` is the first date of the range. */
export function parsePattern(recurrence: EwsObject, first: number): Pattern | undefined {
  const found = patternElement(recurrence)
  return found === undefined ? undefined : PARSERS[found.name]?.(found.element, first)
}

function daily(element: EwsObject, first: number): Pattern {
  const step = intervalOf(element) * DAY_MS
  return {
    datesPerPeriod: 1,
    datesIn: (period) => [first + period * step],
    periodOf: (date) => Math.floor((date - first) / step),
  }
}

function weekly(element: EwsObject, first: number): Pattern {
  const step = intervalOf(element) * 7 * DAY_MS
  const weekStart = WEEKDAYS.indexOf(text(element, 'FirstDayOfWeek') ?? 'Sunday')
  const placeInWeek = (day: number): number => (day - weekStart + 7) % 7
  const offsets = daysOf(element)
    .map(placeInWeek)
    .sort((a, b) => a - b)
  const firstWeek = first - placeInWeek(weekday(first)) * DAY_MS
  return {
    datesPerPeriod: offsets.length,
    datesIn: (period) => offsets.map((offset) => firstWeek + period * step + offset * DAY_MS),
    periodOf: (date) => Math.floor((date - firstWeek) / step),
  }
}

/** One date in every so many months, counted from a month that is in or before the first one of the series. */
function monthly(interval: number, firstMonth: number, dateIn: (month: number) => number): Pattern {
  return {
    datesPerPeriod: 1,
    datesIn: (period) => [dateIn(firstMonth + period * interval)],
    periodOf: (date) => Math.floor((monthNumber(date) - firstMonth) / interval),
  }
}

/** A day past the end of a month is its last day. @source Microsoft, AbsoluteMonthlyRecurrence */
function byDay(element: EwsObject): (month: number) => number {
  const day = Number(element['DayOfMonth'])
  return (month) => dayOfMonth(month, day)
}

function byWeekday(element: EwsObject): (month: number) => number {
  const days = daysOf(element)
  const index = DAY_INDEXES.indexOf(text(element, 'DayOfWeekIndex') ?? '')
  return (month) => {
    const dates = Array.from({ length: daysInMonth(month) }, (_, day) => firstOfMonth(month) + day * DAY_MS)
    const matching = dates.filter((date) => days.includes(weekday(date)))
    return matching.at(index === 4 ? -1 : index) ?? firstOfMonth(month)
  }
}

export function intervalOf(element: EwsObject): number {
  return Number(element['Interval'])
}

/** The month of a yearly pattern in the year of the first date. */
function monthInYear(element: EwsObject, first: number): number {
  const month = MONTHS.indexOf(text(element, 'Month') ?? '')
  return monthNumber(first) - (monthNumber(first) % 12) + month
}

/** The values of `DaysOfWeek`: a list in weekly patterns, a single one in the others. */
export function namedDays(element: EwsObject): readonly string[] {
  const value = element['DaysOfWeek']
  const names = Array.isArray(value) ? value.map(String) : (text(element, 'DaysOfWeek') ?? '').split(/\s+/)
  return names.filter((name) => name !== '')
}

function daysOf(element: EwsObject): readonly number[] {
  return [...new Set(namedDays(element).flatMap((name) => DAY_SETS[name] ?? WEEKDAYS.indexOf(name)))]
}
