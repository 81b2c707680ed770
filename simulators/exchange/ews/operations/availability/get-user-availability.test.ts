import { expect, it } from 'vitest'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import {
  ALICE,
  attendees,
  BOB,
  create,
  createOffice,
  list,
  PLANNING,
  ROOM,
  STAFF,
} from '../testing/office.js'
import { update, type Office } from '../testing/office.js'

const PACIFIC: EwsObject = {
  Bias: 480,
  StandardTime: { Bias: 0, Time: '02:00:00', DayOrder: 1, Month: 11, DayOfWeek: 'Sunday' },
  DaylightTime: { Bias: -60, Time: '02:00:00', DayOrder: 2, Month: 3, DayOfWeek: 'Sunday' },
}
const never: EwsObject = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' }
const UTC: EwsObject = { Bias: 0, StandardTime: never, DaylightTime: never }

/** The working day of 4 March 2026: eight digits, one for each hour from 8 to 16. */
const DAY: EwsObject = {
  TimeWindow: { StartTime: '2026-03-04T08:00:00', EndTime: '2026-03-04T16:00:00' },
  MergedFreeBusyIntervalInMinutes: 60,
  RequestedView: ['DetailedMerged'],
}

interface Question {
  readonly by?: string
  /** Null for a request without one. */
  readonly zone?: EwsObject | null
  readonly more?: Partial<OperationCall>
}

function ask(
  office: Office,
  addresses: readonly string[],
  options: EwsObject = {},
  { by = ALICE, zone = UTC, more = {} }: Question = {},
): EwsObject {
  return office.asking(by, more)('GetUserAvailability', {
    TimeZone: zone ?? undefined,
    MailboxDataArray: {
      MailboxData: addresses.map((Address) => ({
        Email: { Address },
        AttendeeType: 'Required',
        ExcludeConflicts: false,
      })),
    },
    FreeBusyViewOptions: { ...DAY, ...options },
  })
}

function views(answer: EwsObject): readonly EwsObject[] {
  const responses = (answer['FreeBusyResponseArray'] as EwsObject)['FreeBusyResponse'] as readonly EwsObject[]
  return responses.map((response) => response['FreeBusyView'] as EwsObject)
}

const merged = (answer: EwsObject): readonly unknown[] => views(answer).map((view) => view['MergedFreeBusy'])
const events = (view: EwsObject | undefined): readonly EwsObject[] =>
  (view?.['CalendarEventArray'] as EwsObject)['CalendarEvent'] as readonly EwsObject[]

/** A meeting of Alice's that starts at an hour of that day and takes one. */
function busy(office: Office, hour: number, more: EwsObject = {}): EwsObject {
  const on = (at: number): string => `2026-03-04T${String(at).padStart(2, '0')}:00:00Z`
  return create(office, { ...PLANNING, Start: on(hour), End: on(hour + 1), ...more })
}

it('shows the owner of a calendar everything in it', () => {
  const office = createOffice()
  busy(office, 9, { RequiredAttendees: attendees(BOB) })

  const [view] = views(ask(office, [ALICE]))

  expect(view).toMatchObject({ FreeBusyViewType: ['DetailedMerged'], MergedFreeBusy: '02000000' })
  expect(events(view)).toEqual([
    {
      StartTime: '2026-03-04T09:00:00',
      EndTime: '2026-03-04T10:00:00',
      BusyType: 'Busy',
      CalendarEventDetails: {
        ID: expect.stringMatching(/^[0-9A-F]{140}$/) as string,
        Subject: 'Planning',
        Location: 'Room 5; @webex',
        IsMeeting: true,
        IsRecurring: false,
        IsException: false,
        IsReminderSet: true,
        IsPrivate: false,
      },
    },
  ])
  expect(view?.['WorkingHours']).toMatchObject({
    WorkingPeriodArray: { WorkingPeriod: [{ StartTimeInMinutes: 480, EndTimeInMinutes: 1020 }] },
  })
})

it('shows everybody else when somebody is busy, but not with what', () => {
  const office = createOffice()
  busy(office, 9)

  const [view] = views(ask(office, [ALICE], {}, { by: BOB }))

  expect(view).toMatchObject({ FreeBusyViewType: ['FreeBusyMerged'], MergedFreeBusy: '02000000' })
  expect(events(view)).toEqual([
    { StartTime: '2026-03-04T09:00:00', EndTime: '2026-03-04T10:00:00', BusyType: 'Busy' },
  ])
})

it('writes the digit of the highest status of each interval', () => {
  const office = createOffice()
  busy(office, 8, { LegacyFreeBusyStatus: 'Free' })
  busy(office, 9, { LegacyFreeBusyStatus: 'Tentative' })
  busy(office, 10, { LegacyFreeBusyStatus: 'Busy' })
  busy(office, 11, { LegacyFreeBusyStatus: 'OOF' })
  busy(office, 12, { LegacyFreeBusyStatus: 'WorkingElsewhere' })
  busy(office, 12, { LegacyFreeBusyStatus: 'Tentative', End: '2026-03-04T14:00:00Z' })
  busy(office, 13, { LegacyFreeBusyStatus: 'OOF', Start: '2026-03-04T13:55:00Z' })

  const half = ask(office, [ALICE], { MergedFreeBusyIntervalInMinutes: 30 })

  expect(merged(ask(office, [ALICE]))).toEqual(['01231300'])
  expect(merged(half)).toEqual(['0011223311130000'])
})

it('cuts what reaches beyond the window only in the digits, and counts a last piece as one', () => {
  const office = createOffice()
  create(office, { ...PLANNING, Start: '2026-03-03T22:00:00Z', End: '2026-03-04T08:30:00Z' })

  const answer = ask(office, [ALICE], { MergedFreeBusyIntervalInMinutes: 7 * 60 })

  expect(merged(answer)).toEqual(['20'])
  expect(events(views(answer)[0])).toMatchObject([
    { StartTime: '2026-03-03T22:00:00', EndTime: '2026-03-04T08:30:00' },
  ])
})

it('reads and writes times on the clock of the request, through its changes', () => {
  const office = createOffice()
  create(office, {
    ...PLANNING,
    Start: '2026-03-06T17:00:00Z',
    End: '2026-03-06T18:00:00Z',
    Recurrence: { DailyRecurrence: { Interval: 1 }, NoEndRecurrence: { StartDate: '2026-03-06' } },
    StartTimeZone: { '@Id': 'Pacific Standard Time' },
  })
  const window = { StartTime: '2026-03-07T00:00:00', EndTime: '2026-03-09T00:00:00' }

  const [view] = views(
    ask(
      office,
      [ALICE],
      { TimeWindow: window, MergedFreeBusyIntervalInMinutes: 24 * 60 - 30 },
      { zone: PACIFIC },
    ),
  )

  expect(events(view)).toMatchObject([
    { StartTime: '2026-03-07T09:00:00', CalendarEventDetails: { IsRecurring: true, IsException: false } },
    { StartTime: '2026-03-08T09:00:00' },
  ])
  // the second day has 23 hours
  expect(view?.['MergedFreeBusy']).toBe('22')
})

it('takes the zone of TimeZoneContext where the request has none, and refuses to go without', () => {
  const office = createOffice()
  busy(office, 17)

  const answer = ask(office, [ALICE], {}, { zone: null, more: { timeZone: 'Pacific Standard Time' } })
  const without = office.asking(ALICE)
  const request = { MailboxDataArray: { MailboxData: [] }, FreeBusyViewOptions: DAY }

  expect(merged(answer)).toEqual(['02000000'])
  expect(() => without('GetUserAvailability', request)).toThrow(fault('ErrorTimeZone'))
})

it('counts a meeting that was moved, and none that was cancelled or declined', () => {
  const office = createOffice()
  const moved = busy(office, 9, { RequiredAttendees: attendees(BOB) })
  const off = busy(office, 12, { Subject: 'Off', RequiredAttendees: attendees(BOB) })
  busy(office, 14, { Subject: 'No', RequiredAttendees: attendees(BOB) })
  expect(merged(ask(office, [BOB]))).toEqual(['01001010'])

  update(office, moved, { Start: '2026-03-04T10:00:00Z', End: '2026-03-04T11:00:00Z' })
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'MoveToDeletedItems',
    '@SendMeetingCancellations': 'SendToAllAndSaveCopy',
    ItemIds: { $each: [{ name: 'ItemId', value: off }] },
  })
  const declined = list(office, BOB).find(({ Subject }) => Subject === 'No')?.['ItemId']
  office.as(BOB)('CreateItem', {
    '@MessageDisposition': 'SendAndSaveCopy',
    Items: { $each: [{ name: 'DeclineItem', value: { ReferenceItemId: declined } }] },
  })

  const answer = ask(office, [BOB])
  expect(merged(answer)).toEqual(['00100000'])
  expect(events(views(answer)[0])).toHaveLength(1)
})

it('hides what is private', () => {
  const office = createOffice()
  busy(office, 9, { Sensitivity: 'Private' })

  const [view] = views(ask(office, [ALICE]))

  expect(events(view)[0]?.['CalendarEventDetails']).toEqual({
    IsMeeting: false,
    IsRecurring: false,
    IsException: false,
    IsReminderSet: true,
    IsPrivate: true,
  })
})

it('answers mailbox by mailbox in the order asked, and says who is unknown', () => {
  const office = createOffice()
  busy(office, 9, { Resources: attendees(ROOM) })

  const answer = ask(office, [BOB, 'nobody@ent-pa.example', ROOM, STAFF])

  expect(answer['FreeBusyResponseArray']).toMatchObject({
    FreeBusyResponse: [
      { ResponseMessage: { ResponseCode: 'NoError' }, FreeBusyView: { MergedFreeBusy: '00000000' } },
      {
        ResponseMessage: { '@ResponseClass': 'Error', ResponseCode: 'ErrorMailRecipientNotFound' },
        FreeBusyView: { FreeBusyViewType: ['None'] },
      },
      { FreeBusyView: { MergedFreeBusy: '02000000', FreeBusyViewType: ['FreeBusyMerged'] } },
      { FreeBusyView: { MergedFreeBusy: '02000000', FreeBusyViewType: ['MergedOnly'] } },
    ],
  })
})

it.each<[string, readonly string[]]>([
  ['MergedOnly', ['MergedFreeBusy']],
  ['FreeBusy', ['CalendarEventArray', 'WorkingHours']],
  ['FreeBusyMerged', ['MergedFreeBusy', 'CalendarEventArray', 'WorkingHours']],
  ['Detailed', ['CalendarEventArray', 'WorkingHours']],
])('shows of the view %s what belongs to it', (name, parts) => {
  const office = createOffice()
  busy(office, 9)

  const [view = {}] = views(ask(office, [ALICE], { RequestedView: [name] }))

  const present = Object.keys(view).filter((key) => view[key] !== undefined)
  expect(present).toEqual(['FreeBusyViewType', ...parts])
  expect(view['FreeBusyViewType']).toEqual([name])
})

const window = (StartTime: string, EndTime: string): EwsObject => ({ TimeWindow: { StartTime, EndTime } })

it.each<[string, EwsObject, string]>([
  ['no view', { RequestedView: undefined }, 'ErrorInvalidFreeBusyViewType'],
  ['the view None', { RequestedView: ['None'] }, 'ErrorInvalidFreeBusyViewType'],
  ['two views', { RequestedView: ['FreeBusy', 'MergedOnly'] }, 'ErrorInvalidFreeBusyViewType'],
  ['intervals of 4 minutes', { MergedFreeBusyIntervalInMinutes: 4 }, 'ErrorInvalidMergedFreeBusyInterval'],
  ['intervals over a day', { MergedFreeBusyIntervalInMinutes: 1441 }, 'ErrorInvalidMergedFreeBusyInterval'],
  ['an empty window', window('2026-03-04T08:00:00', '2026-03-04T08:00:00'), 'ErrorInvalidTimeInterval'],
  ['a window over 62 days', window('2026-03-04T00:00:00', '2026-05-05T00:00:01'), 'ErrorTimeIntervalTooBig'],
])('refuses a question with %s', (_what, options, code) => {
  const office = createOffice()

  expect(() => ask(office, [ALICE], options)).toThrow(fault(code))
})

it('looks into 62 days of 100 mailboxes, and refuses more or none', () => {
  const office = createOffice()
  const most = Array.from({ length: 100 }, () => BOB)

  const answer = ask(office, most, window('2026-03-04T00:00:00', '2026-05-05T00:00:00'))

  expect(views(answer)).toHaveLength(100)
  expect(() => ask(office, [...most, ALICE])).toThrow(fault('ErrorMailboxDataArrayTooBig'))
  expect(() => ask(office, [])).toThrow(fault('ErrorMailboxDataArrayEmpty'))
})

function fault(responseCode: string): unknown {
  return expect.objectContaining({ responseCode })
}
