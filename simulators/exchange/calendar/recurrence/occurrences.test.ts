import { expect, it } from 'vitest'
import { formatSeconds, parseInstant } from '../../../core/index.js'
import { createZones } from '../../../core/zones/zones.js'
import type { EventFields, Recurrence } from '../item.js'
import { occurrencesIn, slotsOf } from './occurrences.js'
import { parseDate } from './wall-date.js'

const zones = createZones()

function series(recurrence: object, more: Partial<NonNullable<EventFields['series']>> = {}): EventFields {
  const event: Partial<EventFields> = {
    start: parseInstant('2026-03-02T09:00:00-08:00'),
    end: parseInstant('2026-03-02T09:30:00-08:00'),
    startTimeZone: 'Pacific Standard Time',
    series: { recurrence: recurrence as Recurrence, exceptions: [], deleted: [], ...more },
  }
  return event as EventFields
}

function starts(event: EventFields, limit = 100): readonly string[] {
  const dates: string[] = []
  for (const slot of slotsOf(event, zones)) {
    if (dates.length === limit) break
    dates.push(slot.kind === 'deleted' ? 'deleted' : formatSeconds(slot.occurrence.start))
  }
  return dates
}

const numbered = (count: number) => ({
  NumberedRecurrence: { StartDate: '2026-03-02', NumberOfOccurrences: count },
})

it('keeps the wall time of the zone across a change of the clocks', () => {
  const weekly = series({
    WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday', 'Thursday'] },
    ...numbered(3),
  })

  expect(starts(weekly)).toEqual(['2026-03-02T17:00:00Z', '2026-03-05T17:00:00Z', '2026-03-09T16:00:00Z'])
})

it.each([
  [{ DailyRecurrence: { Interval: 2 } }, ['03-02', '03-04', '03-06']],
  [
    { WeeklyRecurrence: { Interval: 2, DaysOfWeek: ['Sunday', 'Monday'], FirstDayOfWeek: 'Monday' } },
    ['03-02', '03-08', '03-16'],
  ],
  [{ AbsoluteMonthlyRecurrence: { Interval: 1, DayOfMonth: 31 } }, ['03-31', '04-30', '05-31']],
  [
    { RelativeMonthlyRecurrence: { Interval: 1, DaysOfWeek: ['Tuesday'], DayOfWeekIndex: 'Last' } },
    ['03-31', '04-28', '05-26'],
  ],
  [
    { RelativeMonthlyRecurrence: { Interval: 1, DaysOfWeek: 'Weekday', DayOfWeekIndex: 'First' } },
    ['03-02', '04-01', '05-01'],
  ],
])('expands %j', (pattern, expected) => {
  expect(starts(series({ ...pattern, ...numbered(3) })).map((start) => start.slice(5, 10))).toEqual(expected)
})

it.each([
  [{ AbsoluteYearlyRecurrence: { DayOfMonth: 29, Month: 'February' } }, ['2027-02-28', '2028-02-29']],
  [
    { RelativeYearlyRecurrence: { DaysOfWeek: 'Sunday', DayOfWeekIndex: 'Second', Month: 'May' } },
    ['2026-05-10', '2027-05-09'],
  ],
])('expands %j by years', (pattern, expected) => {
  expect(starts(series({ ...pattern, ...numbered(2) })).map((start) => start.slice(0, 10))).toEqual(expected)
})

it('ends with the end date and goes on without one', () => {
  const daily = { DailyRecurrence: { Interval: 1 } }
  const ends = series({ ...daily, EndDateRecurrence: { StartDate: '2026-03-02Z', EndDate: '2026-03-04Z' } })
  const endless = series({ ...daily, NoEndRecurrence: { StartDate: '2026-03-02-08:00' } })

  expect(starts(ends)).toHaveLength(3)
  expect(starts(endless, 1000)).toHaveLength(1000)
})

it('shows moved occurrences where they are, and deleted ones not at all', () => {
  const start = parseInstant('2026-05-01T10:00:00Z')
  const event = series(
    { DailyRecurrence: { Interval: 1 }, NoEndRecurrence: { StartDate: '2026-03-02' } },
    {
      deleted: [parseDate('2026-03-03') ?? 0],
      exceptions: [{ date: parseDate('2026-03-04') ?? 0, fields: {}, event: { start, end: start } }],
    },
  )
  const inMarch = { from: parseInstant('2026-03-02T00:00:00Z'), to: parseInstant('2026-03-06T00:00:00Z') }
  const inMay = { from: start, to: start + 1 }

  expect(
    occurrencesIn(event, zones, inMarch).map((found) => formatSeconds(found.start).slice(5, 10)),
  ).toEqual(['03-02', '03-05'])
  expect(occurrencesIn(event, zones, inMay).map((found) => formatSeconds(found.originalStart))).toEqual([
    '2026-03-04T17:00:00Z',
  ])
})
