import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EwsObject } from '../../ews/tree.js'
import { refusalOf } from './refusals.js'
import { parseRange, parseRule, type Rule } from './rule.js'
import { belongs, dates, recurrences } from './testing/recurrences.js'
import { DAY_MS } from './wall-date.js'

/** The first dates of a recurrence, found by looking at one day after another. */
function walk(recurrence: EwsObject, days: number): readonly number[] {
  const { first = 0, last = Infinity, count = Infinity } = parseRange(recurrence) ?? {}
  const found: number[] = []
  for (let date = first; date <= Math.min(last, first + days * DAY_MS); date += DAY_MS) {
    if (belongs(recurrence, first, date) && found.length < count) found.push(date)
  }
  return found
}

const ruleOf = (recurrence: EwsObject) => parseRule(recurrence) as Rule

it('has at each place the date that a walk over all days finds there', () => {
  fc.assert(
    fc.property(recurrences, (recurrence) => {
      const rule = ruleOf(recurrence)
      const walked = walk(recurrence, 2500)

      expect(walked.map((_, place) => rule.dateAt(place))).toEqual(walked)
      expect(walked.map((date) => rule.placeFrom(date))).toEqual(walked.map((_, place) => place))
      expect(rule.count).toBeGreaterThanOrEqual(walked.length)
    }),
  )
})

it('counts as many dates as the walk does up to an end', () => {
  fc.assert(
    fc.property(recurrences, (recurrence) => {
      fc.pre('EndDateRecurrence' in recurrence)

      expect(ruleOf(recurrence).count).toBe(walk(recurrence, 2000).length)
    }),
  )
})

it('finds from any date the next one, as a filter of the whole does', () => {
  fc.assert(
    fc.property(recurrences, dates, (recurrence, date) => {
      const rule = ruleOf(recurrence)
      const walked = walk(recurrence, 2500)
      fc.pre(date < (walked.at(-1) ?? -Infinity))

      expect(rule.dateAt(rule.placeFrom(date))).toBe(walked.find((other) => other >= date))
    }),
  )
})

it('goes up from place to place, also centuries from the start', () => {
  fc.assert(
    fc.property(recurrences, fc.integer({ min: 0, max: 3000 }), (recurrence, place) => {
      const rule = ruleOf(recurrence)
      fc.pre(place + 1 < rule.count)
      const date = rule.dateAt(place)

      expect(rule.dateAt(place + 1)).toBeGreaterThan(date)
      expect(rule.placeFrom(date)).toBe(place)
      expect(rule.placeFrom(date + 1)).toBe(place + 1)
    }),
  )
})

it('refuses none of the recurrences that can be, unless their end comes first', () => {
  fc.assert(
    fc.property(recurrences, (recurrence) => {
      const isEmpty = parseRule(recurrence)?.count === 0
      expect(refusalOf(recurrence)).toBe(isEmpty ? 'ErrorRecurrenceHasNoOccurrence' : undefined)
    }),
  )
})

const NO_END = { NoEndRecurrence: { StartDate: '2026-03-02' } }
const DAILY = { DailyRecurrence: { Interval: 1 } }
const numbered = (NumberOfOccurrences: number, StartDate = '2026-03-02') => ({
  NumberedRecurrence: { StartDate, NumberOfOccurrences },
})

it.each<[string, EwsObject]>([
  ['ErrorCalendarInvalidRecurrence', NO_END],
  ['ErrorCalendarInvalidRecurrence', DAILY],
  ['ErrorCalendarInvalidRecurrence', { WeeklyRecurrence: { Interval: 1, DaysOfWeek: [] }, ...NO_END }],
  [
    'ErrorCalendarInvalidDayForWeeklyRecurrence',
    { WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Weekday'] }, ...NO_END },
  ],
  [
    'ErrorCalendarInvalidDayForWeeklyRecurrence',
    { WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday'], FirstDayOfWeek: 'Day' }, ...NO_END },
  ],
  ['ErrorCalendarOutOfRange', { DailyRecurrence: { Interval: 0 }, ...NO_END }],
  ['ErrorCalendarOutOfRange', { DailyRecurrence: { Interval: 1000 }, ...NO_END }],
  ['ErrorCalendarOutOfRange', { WeeklyRecurrence: { Interval: 100, DaysOfWeek: ['Monday'] }, ...NO_END }],
  ['ErrorCalendarOutOfRange', { AbsoluteMonthlyRecurrence: { Interval: 1, DayOfMonth: 32 }, ...NO_END }],
  ['ErrorCalendarOutOfRange', { AbsoluteYearlyRecurrence: { DayOfMonth: 0, Month: 'May' }, ...NO_END }],
  ['ErrorCalendarOutOfRange', { ...DAILY, ...numbered(0) }],
  ['ErrorCalendarOutOfRange', { ...DAILY, ...numbered(1000) }],
  ['ErrorCalendarOutOfRange', { ...DAILY, ...numbered(1, '1600-12-31') }],
  [
    'ErrorRecurrenceEndDateTooBig',
    { ...DAILY, EndDateRecurrence: { StartDate: '2026-03-02', EndDate: '4500-09-02' } },
  ],
  [
    'ErrorRecurrenceHasNoOccurrence',
    { ...DAILY, EndDateRecurrence: { StartDate: '2026-03-02', EndDate: '2026-03-01' } },
  ],
  [
    'ErrorRecurrenceHasNoOccurrence',
    {
      AbsoluteYearlyRecurrence: { DayOfMonth: 1, Month: 'March' },
      EndDateRecurrence: { StartDate: '2026-03-02', EndDate: '2027-02-28' },
    },
  ],
])('refuses with %s a recurrence of %j', (code, recurrence) => {
  expect(refusalOf(recurrence)).toBe(code)
})
