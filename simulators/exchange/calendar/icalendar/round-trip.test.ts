import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instant } from '../../../core/index.js'
import { createZones } from '../../../core/zones/zones.js'
import { textOf } from '../body/convert-body.js'
import type { Attendee, CalendarItem, Person, Recurrence } from '../item.js'
import { DAY_INDEXES, MONTHS, WEEKDAYS } from '../recurrence/pattern.js'
import { refusalOf } from '../recurrence/refusals.js'
import { openSeries } from '../recurrence/occurrences.js'
import { readCalendar } from './read-calendar.js'
import { writeCalendarItem } from './write-calendar.js'

const zones = createZones()
const reading = { zones, recipients: { resolve: () => undefined }, zone: 'UTC' } as unknown as Parameters<
  typeof readCalendar
>[2]

const ALICE: Person = { name: 'Alice "A", Anders;', address: 'alice@ent-pa.example', mailboxType: 'OneOff' }

const BLANK: CalendarItem = {
  ...{ mailbox: 'm', number: 0, folder: 0, change: 0, modifiedBy: 'x' },
  ...{ createdAt: instant(0), modifiedAt: instant(0) },
  kind: 'CalendarItem',
  itemClass: 'IPM.Appointment',
  subject: '',
  body: { type: 'Text', text: '' },
  sensitivity: 'Normal',
  importance: 'Normal',
  categories: [],
  reminderIsSet: false,
  reminderMinutes: 15,
  attachments: [],
  extended: {},
  event: {
    ...{ uid: '', start: instant(0), end: instant(0), startTimeZone: 'UTC', endTimeZone: 'UTC' },
    ...{ isAllDayEvent: false, freeBusy: 'Busy', isMeeting: false, requestWasSent: false },
    ...{ isResponseRequested: true, allowNewTimeProposal: true, organizer: ALICE, attendees: [] },
    ...{ myResponse: 'Organizer', sequence: 0, state: 0, stamp: instant(0) },
  },
}

const words = fc.string({ unit: 'grapheme', maxLength: 90 }).map((text) => text.replace(/[\p{C}]/gu, ' '))
const days = fc.constantFrom(...WEEKDAYS)
const pattern: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({ DailyRecurrence: fc.record({ Interval: fc.integer({ min: 1, max: 999 }) }) }),
  fc.record({
    WeeklyRecurrence: fc.record({
      Interval: fc.integer({ min: 1, max: 99 }),
      DaysOfWeek: fc.uniqueArray(days, { minLength: 1 }),
      FirstDayOfWeek: days,
    }),
  }),
  fc.record({
    AbsoluteMonthlyRecurrence: fc.record({
      Interval: fc.integer({ min: 1, max: 99 }),
      DayOfMonth: fc.integer({ min: 1, max: 31 }),
    }),
  }),
  fc.record({
    RelativeMonthlyRecurrence: fc.record({
      Interval: fc.integer({ min: 1, max: 99 }),
      DaysOfWeek: fc.constantFrom(...WEEKDAYS, 'Day', 'Weekday', 'WeekendDay'),
      DayOfWeekIndex: fc.constantFrom(...DAY_INDEXES),
    }),
  }),
  fc.record({
    AbsoluteYearlyRecurrence: fc.record({
      DayOfMonth: fc.integer({ min: 1, max: 31 }),
      Month: fc.constantFrom(...MONTHS),
    }),
  }),
  fc.record({
    RelativeYearlyRecurrence: fc.record({
      DaysOfWeek: fc.constantFrom(...WEEKDAYS, 'Day', 'Weekday', 'WeekendDay'),
      DayOfWeekIndex: fc.constantFrom(...DAY_INDEXES),
      Month: fc.constantFrom(...MONTHS),
    }),
  }),
)
const range = (StartDate: string): fc.Arbitrary<Recurrence> =>
  fc.oneof(
    fc.constant({ NoEndRecurrence: { StartDate } }),
    fc.record({
      NumberedRecurrence: fc.record({
        StartDate: fc.constant(StartDate),
        NumberOfOccurrences: fc.integer({ min: 1, max: 50 }),
      }),
    }),
    fc.constant({ EndDateRecurrence: { StartDate, EndDate: '2031-05-06' } }),
  )

const attendee: fc.Arbitrary<Attendee> = fc.record({
  role: fc.constantFrom('Required', 'Optional', 'Resource'),
  person: fc.tuple(words, fc.integer({ min: 1, max: 9 })).map(([name, at]) => ({
    name: `n${name}`.replaceAll('"', ''),
    address: `p${at}@x.example`,
    mailboxType: 'OneOff',
  })),
  response: fc.constantFrom('Unknown', 'Accept', 'Tentative', 'Decline'),
})

const item: fc.Arbitrary<CalendarItem> = fc
  .record({
    texts: fc.tuple(words, words, words),
    day: fc.integer({ min: 20_400, max: 21_000 }),
    hours: fc.tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 0, max: 48 })),
    zone: fc.constantFrom(
      'UTC',
      'Pacific Standard Time',
      'W. Europe Standard Time',
      'India Standard Time',
      'Egypt Standard Time',
    ),
    isAllDayEvent: fc.boolean(),
    freeBusy: fc.constantFrom('Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere'),
    sensitivity: fc.constantFrom('Normal', 'Personal', 'Private', 'Confidential'),
    importance: fc.constantFrom('Low', 'Normal', 'High'),
    categories: fc.array(
      words.map((text) => `c${text}`),
      { maxLength: 3 },
    ),
    reminder: fc.option(fc.integer({ min: 0, max: 10_000 })),
    attendees: fc.uniqueArray(attendee, { maxLength: 4, selector: ({ person }) => person.address }),
    isNewTimeAllowed: fc.boolean(),
    recurrence: fc.option(pattern),
  })
  .map((facts) => {
    const [subject, text, location] = facts.texts
    const wall = facts.day * 86_400_000 + (facts.isAllDayEvent ? 0 : (facts.hours[0] % 24) * 3_600_000)
    const length = facts.isAllDayEvent ? (1 + (facts.hours[1] % 3)) * 86_400_000 : facts.hours[1] * 1_800_000
    const at = (wallMs: number) => zones.fromWall(facts.zone, wallMs)
    const minutes = facts.reminder
    return {
      ...BLANK,
      subject,
      culture: 'en-US',
      body: { type: 'Text', text: `${text}\r\n` },
      sensitivity: facts.sensitivity,
      importance: facts.importance,
      categories: facts.categories,
      reminderIsSet: minutes !== null,
      reminderMinutes: minutes ?? 15,
      event: {
        ...BLANK.event,
        uid: 'u@x',
        start: at(wall),
        end: at(wall + length),
        startTimeZone: facts.zone,
        endTimeZone: facts.zone,
        isAllDayEvent: facts.isAllDayEvent,
        freeBusy: facts.freeBusy,
        intendedFreeBusy: facts.freeBusy,
        ...(location === '' ? {} : { location }),
        attendees: facts.attendees,
        isMeeting: facts.attendees.length > 0,
        state: facts.attendees.length > 0 ? 1 : 0,
        allowNewTimeProposal: facts.isNewTimeAllowed,
        organizer: { ...ALICE, name: ALICE.name.replaceAll('"', "'") },
        ...(facts.recurrence === null
          ? {}
          : { series: { recurrence: facts.recurrence, exceptions: [], deleted: [] } }),
      },
    } satisfies CalendarItem
  })

const series = item
  .filter(({ event }) => event.series !== undefined)
  .chain((single) => {
    const first = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' }).format(
      zones.toWall(single.event.startTimeZone, single.event.start),
    )
    return range(first).map((limits) => {
      const recurrence = { ...single.event.series?.recurrence, ...limits }
      return { ...single, event: { ...single.event, series: { recurrence, exceptions: [], deleted: [] } } }
    })
  })
  .filter(({ event }) => refusalOf(event.series.recurrence) === undefined)

function readBack(written: CalendarItem): CalendarItem {
  const content = writeCalendarItem(written, zones)
  const blank = { ...BLANK, event: { ...BLANK.event, organizer: written.event.organizer } }
  const read = readCalendar(blank, content, reading)
  if (!read.ok) throw new TypeError(`${read.code}: ${content}`)
  return read.item
}

it('reads an appointment as it was written', () => {
  fc.assert(
    fc.property(item, (written) => {
      const { series: _series, ...event } = { series: undefined, ...written.event }
      const single = { ...written, event }

      expect(readBack(single)).toEqual({
        ...single,
        reminderMinutes: single.reminderIsSet ? single.reminderMinutes : BLANK.reminderMinutes,
      })
    }),
    { numRuns: 500 },
  )
})

it('reads a series with its holes and exceptions as it was written', () => {
  fc.assert(
    fc.property(
      series,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (written, hole, moved) => {
        const open = openSeries(written.event, zones)
        const [gone, other] = [open?.at(hole), open?.at(moved)]
        const exceptions =
          other?.kind !== 'occurrence' || hole === moved
            ? []
            : [
                {
                  date: other.date,
                  fields: { subject: 'moved' },
                  event: { start: other.occurrence.start, end: instant(other.occurrence.end + 3_600_000) },
                },
              ]
        const deleted = gone === undefined ? [] : [gone.date]
        const whole = {
          ...written,
          subject: 'series',
          event: { ...written.event, series: { ...written.event.series, exceptions, deleted } },
        }

        const read = readBack({ ...whole, event: { ...whole.event, isAllDayEvent: false } })

        expect(read.event.series).toEqual(whole.event.series)
        expect(textOf(read.body)).toBe(whole.body.text)
      },
    ),
    { numRuns: 500 },
  )
})

it('writes lines of at most 75 bytes, whatever is in them', () => {
  fc.assert(
    fc.property(item, (written) => {
      const single = { ...written, event: { ...BLANK.event, location: written.subject } }
      const lines = writeCalendarItem(single, zones).split('\r\n')

      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    }),
  )
})
