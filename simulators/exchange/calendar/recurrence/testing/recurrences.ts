import fc from 'fast-check'
import { formatSeconds, instant, utcFields } from '../../../../core/index.js'
import { text } from '../../../ews/operations/request-parts.js'
import type { EwsObject } from '../../../ews/tree.js'
import { DAY_MS, weekday } from '../wall-date.js'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const DAY_SETS: Readonly<Record<string, readonly number[]>> = {
  Day: [0, 1, 2, 3, 4, 5, 6],
  Weekday: [1, 2, 3, 4, 5],
  WeekendDay: [0, 6],
}
const INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last']

const interval = (most: number) => fc.integer({ min: 1, max: most })
const relativeDay = fc.constantFrom(...WEEKDAYS, ...Object.keys(DAY_SETS))
const index = fc.constantFrom(...INDEXES)
const month = fc.constantFrom(...MONTHS)
const dayOfMonth = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 28, max: 31 }))

const patterns: fc.Arbitrary<EwsObject> = fc.oneof(
  fc.record({ DailyRecurrence: fc.record({ Interval: interval(40) }) }),
  fc.record({
    WeeklyRecurrence: fc.record(
      {
        Interval: interval(6),
        DaysOfWeek: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
        FirstDayOfWeek: fc.constantFrom(...WEEKDAYS),
      },
      { requiredKeys: ['Interval', 'DaysOfWeek'] },
    ),
  }),
  fc.record({ AbsoluteMonthlyRecurrence: fc.record({ Interval: interval(14), DayOfMonth: dayOfMonth }) }),
  fc.record({
    RelativeMonthlyRecurrence: fc.record({
      Interval: interval(14),
      DaysOfWeek: relativeDay,
      DayOfWeekIndex: index,
    }),
  }),
  fc.record({ AbsoluteYearlyRecurrence: fc.record({ DayOfMonth: dayOfMonth, Month: month }) }),
  fc.record({
    RelativeYearlyRecurrence: fc.record({ DaysOfWeek: relativeDay, DayOfWeekIndex: index, Month: month }),
  }),
)

/** Midnights from 1990 to 2030. */
export const dates = fc.integer({ min: 7305, max: 21_914 }).map((day) => day * DAY_MS)

export const xsDate = (date: number): string => formatSeconds(instant(date)).slice(0, 10)

/** Recurrences of every pattern and range, as they stand on the wire. */
export const recurrences: fc.Arbitrary<EwsObject> = fc
  .tuple(
    patterns,
    dates,
    fc.oneof(
      fc.record({ count: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ days: fc.integer({ min: 0, max: 2000 }) }),
      fc.constant({}),
    ),
  )
  .map(([pattern, first, range]) => {
    const StartDate = xsDate(first)
    if ('count' in range)
      return { ...pattern, NumberedRecurrence: { StartDate, NumberOfOccurrences: range.count } }
    if ('days' in range)
      return {
        ...pattern,
        EndDateRecurrence: { StartDate, EndDate: xsDate(first + range.days * DAY_MS) },
      }
    return { ...pattern, NoEndRecurrence: { StartDate } }
  })

/** Whether a date belongs to a pattern that begins on `first`: the definition, without arithmetic on periods. */
export function belongs(recurrence: EwsObject, first: number, date: number): boolean {
  const [[name = '', element] = []] = Object.entries(recurrence) as [string, EwsObject][]
  const [here, there] = [utcFields(instant(date)), utcFields(instant(first))]
  const every = Number(element?.['Interval'] ?? 1)
  const months = (here.year - there.year) * 12 + here.month - there.month
  const isInMonth = element?.['Month'] === MONTHS[here.month - 1]
  switch (name) {
    case 'DailyRecurrence':
      return ((date - first) / DAY_MS) % every === 0
    case 'WeeklyRecurrence': {
      const start = WEEKDAYS.indexOf(text(element, 'FirstDayOfWeek') ?? 'Sunday')
      const weekOf = (day: number): number => day / DAY_MS - ((weekday(day) - start + 7) % 7)
      const days = element?.['DaysOfWeek'] as readonly string[]
      return (
        days.includes(WEEKDAYS[weekday(date)] ?? '') && ((weekOf(date) - weekOf(first)) / 7) % every === 0
      )
    }
    case 'AbsoluteMonthlyRecurrence':
      return months % every === 0 && isDay(element, date)
    case 'RelativeMonthlyRecurrence':
      return months % every === 0 && isPlace(element, date)
    case 'AbsoluteYearlyRecurrence':
      return isInMonth && isDay(element, date)
    default:
      return isInMonth && isPlace(element, date)
  }
}

function isDay(element: EwsObject | undefined, date: number): boolean {
  const wanted = Number(element?.['DayOfMonth'])
  const { day } = utcFields(instant(date))
  const isLast = utcFields(instant(date + DAY_MS)).day === 1
  return day === wanted || (isLast && day < wanted)
}

function isPlace(element: EwsObject | undefined, date: number): boolean {
  const name = text(element, 'DaysOfWeek') ?? ''
  const days = DAY_SETS[name] ?? [WEEKDAYS.indexOf(name)]
  if (!days.includes(weekday(date))) return false
  const { day, month: here } = utcFields(instant(date))
  const inMonth = (other: number): boolean => utcFields(instant(other)).month === here
  const others = Array.from({ length: 31 }, (_, at) => date + (at + 1 - day) * DAY_MS).filter(
    (other) => inMonth(other) && days.includes(weekday(other)),
  )
  const place = INDEXES.indexOf(text(element, 'DayOfWeekIndex') ?? '')
  return others.at(place === 4 ? -1 : place) === date
}
