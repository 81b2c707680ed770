import { expect, it } from 'vitest'
import type { OperationCall } from '../../operation.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { ALICE, createOffice, field, idIn, inFolder, itemsIn, type Office } from '../testing/office.js'
import { contextZone } from './context-zone.js'

const target = (kind: string, id: string) => ({ '@Kind': kind, $text: id })
const yearly = (to: string, Month: number, Occurrence: number): EwsElement => ({
  name: 'RecurringDayTransition',
  value: { To: target('Period', to), TimeOffset: 'P0DT2H0M0.0S', Month, DayOfWeek: 'Sunday', Occurrence },
})

/** A zone as the EWS Managed API defines one: half an hour off New York's, with the same rules. */
const CUSTOM: EwsObject = {
  '@Id': 'Customized Time Zone',
  '@Name': 'Half past',
  Periods: {
    Period: [
      { '@Bias': 'P0DT5H30M0.0S', '@Name': 'Standard', '@Id': 'Std' },
      { '@Bias': 'P0DT4H30M0.0S', '@Name': 'Daylight', '@Id': 'Dlt' },
    ],
  },
  TransitionsGroups: {
    TransitionsGroup: [{ '@Id': '0', $each: [yearly('Dlt', 3, 2), yearly('Std', 11, 1)] }],
  },
  Transitions: { $each: [{ name: 'Transition', value: { To: target('Group', '0') } }] },
}

const WEEKLY = {
  WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday'] },
  NumberedRecurrence: { StartDate: '2026-03-02', NumberOfOccurrences: 2 },
}
const NINE: EwsObject = { Subject: 'Nine', Start: '2026-03-02T09:00:00', End: '2026-03-02T10:00:00' }

function create(office: Office, item: EwsObject, more: Partial<OperationCall> = {}): EwsObject | undefined {
  return office.as(ALICE, more)('CreateItem', {
    '@SendMeetingInvitations': 'SendToNone',
    Items: { $each: [{ name: 'CalendarItem', value: item }] },
  })[0]
}

function read(office: Office, id: EwsObject, uris: readonly string[], more: Partial<OperationCall> = {}) {
  const [message] = office.as(ALICE, more)('GetItem', {
    ItemShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: { $each: uris.map((uri) => field(`calendar:${uri}`)) },
    },
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })
  return itemsIn(message)[0] ?? {}
}

function viewStarts(office: Office): readonly unknown[] {
  const [message] = office.as(ALICE)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'Default' },
    CalendarView: { '@StartDate': '2026-03-01T00:00:00Z', '@EndDate': '2026-04-01T00:00:00Z' },
    ParentFolderIds: { $each: [inFolder('calendar')] },
  })
  return itemsIn(message?.['RootFolder'] as EwsObject).map((item) => item['Start'])
}

it('keeps a zone that a client defines, and shows it with its rules', () => {
  const office = createOffice()
  const id = idIn(create(office, { ...NINE, Recurrence: WEEKLY, StartTimeZone: CUSTOM }))

  expect(viewStarts(office)).toEqual(['2026-03-02T14:30:00Z', '2026-03-09T13:30:00Z'])
  const shown = read(office, id, ['StartTimeZone', 'EndTimeZone', 'StartWallClock', 'StartTimeZoneId'])
  expect(shown).toMatchObject({
    StartTimeZone: {
      '@Id': 'Customized Time Zone',
      '@Name': 'Half past',
      Periods: {
        Period: [
          { '@Bias': 'PT5H30M', '@Id': 'trule:Microsoft/Registry/Customized Time Zone/1-Standard' },
          { '@Bias': 'PT4H30M', '@Id': 'trule:Microsoft/Registry/Customized Time Zone/1-Daylight' },
        ],
      },
    },
    StartWallClock: '2026-03-02T09:00:00-05:30',
    StartTimeZoneId: 'Customized Time Zone',
  })
  expect(shown['EndTimeZone']).toEqual(shown['StartTimeZone'])
})

it('takes a definition with a known id as that zone, whatever it says', () => {
  const office = createOffice()
  const id = idIn(create(office, { ...NINE, StartTimeZone: { ...CUSTOM, '@Id': 'Pacific Standard Time' } }))

  expect(read(office, id, ['Start', 'StartTimeZone'])).toMatchObject({
    Start: '2026-03-02T17:00:00Z',
    StartTimeZone: {
      '@Id': 'Pacific Standard Time',
      '@Name': '(UTC-08:00) Pacific Time (US & Canada)',
      Transitions: { $each: [{ name: 'Transition' }, { name: 'AbsoluteDateTransition' }] },
    },
  })
})

it.each<[string, EwsObject]>([
  ['an unknown id without rules', { '@Id': 'Mars Standard Time' }],
  [
    'a period that is missing',
    { ...CUSTOM, Periods: { Period: [{ '@Bias': 'PT5H', '@Id': 'Std', '@Name': 'Standard' }] } },
  ],
  [
    'a group that is missing',
    { ...CUSTOM, Transitions: { $each: [{ name: 'Transition', value: { To: target('Group', '1') } }] } },
  ],
  [
    'a group with one yearly change',
    { ...CUSTOM, TransitionsGroups: { TransitionsGroup: [{ '@Id': '0', $each: [yearly('Dlt', 3, 2)] }] } },
  ],
])('refuses a zone with %s', (_, zone) => {
  const office = createOffice()

  expect(create(office, { ...NINE, StartTimeZone: zone })?.['ResponseCode']).toBe('ErrorTimeZone')
  expect(() => contextZone({ TimeZoneDefinition: zone })).toThrow('ErrorTimeZone')
})

it('lets an offset win over the zones, StartTimeZone over the context, and takes UTC without any', () => {
  const start = (item: EwsObject, timeZone?: string) => {
    const office = createOffice()
    return read(office, idIn(create(office, { ...NINE, ...item }, { timeZone })), ['Start'])['Start']
  }
  const zone = { StartTimeZone: { '@Id': 'Tokyo Standard Time' } }
  const offset = { Start: '2026-03-02T09:00:00+02:00', End: '2026-03-02T10:00:00+02:00' }

  expect(start({ ...zone, ...offset }, 'Pacific Standard Time')).toBe('2026-03-02T07:00:00Z')
  expect(start(zone, 'Pacific Standard Time')).toBe('2026-03-02T00:00:00Z')
  expect(start({}, 'Pacific Standard Time')).toBe('2026-03-02T17:00:00Z')
  expect(start({})).toBe('2026-03-02T09:00:00Z')
})

it('reads and shows times on the clock of a context that brings its own rules', () => {
  const office = createOffice()
  const timeZone = contextZone({ TimeZoneDefinition: CUSTOM })
  const id = idIn(create(office, NINE, { timeZone }))

  expect(read(office, id, ['Start'])['Start']).toBe('2026-03-02T14:30:00Z')
  expect(read(office, id, ['Start'], { timeZone })['Start']).toBe('2026-03-02T09:00:00-05:30')
})

const yearlyIn2007 = (Offset: string, DayOfWeekIndex: string, Month: string): EwsObject => ({
  Offset,
  RelativeYearlyRecurrence: { DaysOfWeek: 'Sunday', DayOfWeekIndex, Month },
  Time: '02:00:00',
})

it.each<[string, EwsObject]>([
  ['by its name', { '@TimeZoneName': 'Eastern Standard Time' }],
  [
    'by its rules',
    {
      '@TimeZoneName': 'New York',
      BaseOffset: 'PT300M',
      Standard: yearlyIn2007('PT0M', 'First', 'November'),
      Daylight: yearlyIn2007('-PT60M', 'Second', 'March'),
    },
  ],
])('reads and shows the MeetingTimeZone of 2007 %s', (_, MeetingTimeZone) => {
  const office = createOffice()
  const in2007 = { requestedVersion: 'Exchange2007_SP1' }
  const id = idIn(create(office, { ...NINE, Recurrence: WEEKLY, MeetingTimeZone }, in2007))

  expect(viewStarts(office)).toEqual(['2026-03-02T14:00:00Z', '2026-03-09T13:00:00Z'])
  expect(read(office, id, ['MeetingTimeZone'], in2007)['MeetingTimeZone']).toEqual({
    '@TimeZoneName': MeetingTimeZone['@TimeZoneName'],
    BaseOffset: 'PT5H',
    Standard: yearlyIn2007('PT0S', 'First', 'November'),
    Daylight: yearlyIn2007('-PT1H', 'Second', 'March'),
  })
})

it('forgets a MeetingTimeZone that a later version sends', () => {
  const office = createOffice()
  const id = idIn(create(office, { ...NINE, MeetingTimeZone: { '@TimeZoneName': 'Tokyo Standard Time' } }))

  expect(read(office, id, ['Start', 'MeetingTimeZone'])).toMatchObject({ Start: '2026-03-02T09:00:00Z' })
  expect(read(office, id, ['MeetingTimeZone'])['MeetingTimeZone']).toBeUndefined()
})

it('shows the name of its zone on a series, and UTC as the EWS Managed API calls it', () => {
  const office = createOffice()
  const utc = { StartTimeZone: { '@Id': 'tzone://Microsoft/Utc' } }
  const series = idIn(create(office, { ...NINE, Recurrence: WEEKLY, ...utc }))
  const single = idIn(create(office, NINE))

  expect(read(office, series, ['TimeZone', 'StartTimeZone'])).toMatchObject({
    TimeZone: 'UTC',
    StartTimeZone: { '@Id': 'tzone://Microsoft/Utc', Periods: { Period: [{ '@Name': 'UTC rule' }] } },
  })
  expect(read(office, single, ['TimeZone'])['TimeZone']).toBeUndefined()
})
