import { expect, it } from 'vitest'
import { globalObjectId } from '../../../calendar/ids/global-object-id.js'
import type { OrganizationSeed } from '../../../../directory/seed/organization.js'
import { SAMPLE } from '../../../../directory/testing/sample-organization.js'
import type { EwsObject } from '../../tree.js'
import {
  ALICE,
  BOB,
  CAROL_OUTSIDE,
  create,
  createOffice,
  field,
  PLANNING,
  read,
  STAFF,
  type Office,
} from '../testing/office.js'

const never: EwsObject = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' }
const UTC: EwsObject = { Bias: 0, StandardTime: never, DaylightTime: never }
const STRANGER = 'nobody@ent-pa.example'

interface Invited {
  readonly address: string
  readonly excludes?: boolean
}

/** Asks for times on Wednesday, 4 March 2026. */
function suggest(office: Office, invited: readonly Invited[], options: EwsObject = {}): EwsObject {
  const answer = office.asking(ALICE)('GetUserAvailability', {
    TimeZone: UTC,
    MailboxDataArray: {
      MailboxData: invited.map(({ address, excludes = false }) => ({
        Email: { Address: address },
        AttendeeType: 'Required',
        ExcludeConflicts: excludes,
      })),
    },
    SuggestionsViewOptions: {
      DetailedSuggestionsWindow: { StartTime: '2026-03-04T00:00:00', EndTime: '2026-03-05T00:00:00' },
      ...options,
    },
  })
  return answer['SuggestionsResponse'] as EwsObject
}

function days(response: EwsObject): readonly EwsObject[] {
  return (response['SuggestionDayResultArray'] as EwsObject)['SuggestionDayResult'] as readonly EwsObject[]
}

function times(response: EwsObject): readonly EwsObject[] {
  return (days(response)[0]?.['SuggestionArray'] as EwsObject)['Suggestion'] as readonly EwsObject[]
}

const hoursOf = (response: EwsObject) =>
  times(response).map(({ MeetingTime }) => (MeetingTime as string).slice(11, 16))

function timeAt(response: EwsObject, hour: string): EwsObject | undefined {
  return times(response).find(({ MeetingTime }) => (MeetingTime as string).includes(`T${hour}`))
}

const conflictsAt = (response: EwsObject, hour: string) =>
  (timeAt(response, hour)?.['AttendeeConflictDataArray'] as EwsObject).$each

/** A meeting of Alice's from one hour to another of that day. */
function busy(office: Office, from: string, to: string, more: EwsObject = {}): EwsObject {
  return create(office, {
    ...PLANNING,
    Start: `2026-03-04T${from}:00Z`,
    End: `2026-03-04T${to}:00Z`,
    ...more,
  })
}

const WHOLE_DAY = {
  MaximumResultsByDay: 48,
  MaximumNonWorkHourResultsByDay: 48,
  MinimumSuggestionQuality: 'Poor',
}

it('suggests the first ten times of the working day at which everybody is free', () => {
  const office = createOffice()
  busy(office, '08:00', '10:00')

  const response = suggest(office, [{ address: ALICE }, { address: BOB }])

  expect(response['ResponseMessage']).toMatchObject({ ResponseCode: 'NoError' })
  expect(days(response)[0]).toMatchObject({ Date: '2026-03-04T00:00:00', DayQuality: 'Excellent' })
  expect(hoursOf(response)).toEqual([
    '10:00',
    '10:30',
    '11:00',
    '11:30',
    '12:00',
    '12:30',
    '13:00',
    '13:30',
    '14:00',
    '14:30',
  ])
  expect(times(response)[0]).toMatchObject({ IsWorkTime: true, SuggestionQuality: 'Excellent' })
})

it("tells a result for each day of the window, and which days are nobody's", () => {
  const window = { StartTime: '2026-03-06T00:00:00', EndTime: '2026-03-09T00:00:00' }
  const response = suggest(createOffice(), [{ address: BOB }], { DetailedSuggestionsWindow: window })

  const counts = days(response).map(({ Date, SuggestionArray }) => [
    (Date as string).slice(0, 10),
    ((SuggestionArray as EwsObject)['Suggestion'] as readonly unknown[]).length,
  ])
  expect(counts).toEqual([
    ['2026-03-06', 10],
    ['2026-03-07', 0],
    ['2026-03-08', 0],
  ])
})

it('suggests times outside of work only as many as are wished for, behind the others', () => {
  const response = suggest(createOffice(), [{ address: BOB }], {
    MeetingDurationInMinutes: 480,
    MaximumNonWorkHourResultsByDay: 2,
  })

  expect(hoursOf(response)).toEqual(['08:00', '08:30', '09:00', '00:00', '00:30'])
  expect(timeAt(response, '00:00')).toMatchObject({ IsWorkTime: false, SuggestionQuality: 'Excellent' })
})

it('rates a time by how many would be missing', () => {
  const office = createOffice()
  busy(office, '09:00', '10:00')
  const four = [ALICE, BOB, 'svc-cal@ent-pa.example', 'board1@ent-pa.example'].map((address) => ({ address }))
  const qualityAt9 = (invited: readonly Invited[], options: EwsObject = {}) =>
    timeAt(suggest(office, invited, { ...WHOLE_DAY, ...options }), '09:00')?.['SuggestionQuality']

  expect(qualityAt9(four)).toBe('Good')
  expect(qualityAt9(four, { GoodThreshold: 24 })).toBe('Fair')
  expect(qualityAt9(four.slice(0, 2))).toBe('Fair')
  expect(qualityAt9(four.slice(0, 1))).toBe('Poor')
})

it('leaves out what is not good enough, and when somebody must not be missing', () => {
  const office = createOffice()
  busy(office, '08:00', '17:00')

  expect(hoursOf(suggest(office, [{ address: ALICE }]))).toEqual([])
  expect(days(suggest(office, [{ address: ALICE }]))[0]).toMatchObject({ DayQuality: 'Poor' })
  expect(hoursOf(suggest(office, [{ address: ALICE }], { MinimumSuggestionQuality: 'Poor' }))).toHaveLength(
    10,
  )
  expect(
    hoursOf(suggest(office, [{ address: ALICE, excludes: true }], { MinimumSuggestionQuality: 'Poor' })),
  ).toEqual([])
})

it('tells how each invitee fares', () => {
  const office = createOffice()
  busy(office, '09:00', '10:00', { LegacyFreeBusyStatus: 'OOF' })

  const response = suggest(
    office,
    [{ address: ALICE }, { address: STAFF }, { address: STRANGER }, { address: CAROL_OUTSIDE }],
    WHOLE_DAY,
  )

  expect(conflictsAt(response, '09:00')).toEqual([
    { name: 'IndividualAttendeeConflictData', value: { BusyType: 'OOF' } },
    {
      name: 'GroupAttendeeConflictData',
      value: {
        NumberOfMembers: 3,
        NumberOfMembersAvailable: 1,
        NumberOfMembersWithConflict: 1,
        NumberOfMembersWithNoData: 1,
      },
    },
    { name: 'UnknownAttendeeConflictData', value: {} },
    { name: 'IndividualAttendeeConflictData', value: { BusyType: 'NoData' } },
  ])
})

it('does not look into a group of more than a hundred', () => {
  const crowd = Array.from({ length: 101 }, (_, at) => ({
    alias: `pat${at}`,
    displayName: `Pat ${at}`,
    givenName: 'Pat',
    surname: String(at),
    password: 'Passw0rd!User1',
  }))
  const organization: Partial<OrganizationSeed> = {
    people: [...SAMPLE.people, ...crowd],
    groups: [{ alias: 'crowd', displayName: 'Crowd', members: crowd.map(({ alias }) => alias) }],
  }

  const response = suggest(createOffice({}, organization), [{ address: 'crowd@ent-pa.example' }])

  expect(conflictsAt(response, '09:00')).toEqual([{ name: 'TooBigGroupAttendeeConflictData', value: {} }])
})

it('counts the time of a meeting that is to be moved as free', () => {
  const office = createOffice()
  const id = busy(office, '09:00', '10:00')
  const uid = read(office, ALICE, id, field('calendar:UID'))['UID'] as string
  const statusAt9 = (options: EwsObject) =>
    conflictsAt(suggest(office, [{ address: ALICE }], { ...WHOLE_DAY, ...options }), '09:00')?.[0]?.value

  const GlobalObjectId = globalObjectId(uid).toString('base64')

  expect(statusAt9({})).toEqual({ BusyType: 'Busy' })
  expect(statusAt9({ GlobalObjectId })).toEqual({ BusyType: 'Free' })
  expect(statusAt9({ GlobalObjectId: globalObjectId(uid).toString('hex') })).toEqual({ BusyType: 'Free' })
  expect(statusAt9({ GlobalObjectId, CurrentMeetingTime: '2026-03-04T11:00:00' })).toEqual({
    BusyType: 'Busy',
  })
})

it.each<[string, EwsObject, string]>([
  ['a meeting of less than half an hour', { MeetingDurationInMinutes: 29 }, 'ErrorInvalidArgument'],
  ['a threshold of half', { GoodThreshold: 50 }, 'ErrorInvalidArgument'],
  ['more results than half hours', { MaximumResultsByDay: 49 }, 'ErrorInvalidArgument'],
  [
    'a window that ends before it starts',
    { DetailedSuggestionsWindow: { StartTime: '2026-03-05T00:00:00', EndTime: '2026-03-04T00:00:00' } },
    'ErrorInvalidTimeInterval',
  ],
  [
    'a window of a year',
    { DetailedSuggestionsWindow: { StartTime: '2026-03-05T00:00:00', EndTime: '2027-03-04T00:00:00' } },
    'ErrorTimeIntervalTooBig',
  ],
])('refuses %s', (_what, options, responseCode) => {
  expect(() => suggest(createOffice(), [{ address: ALICE }], options)).toThrow(
    expect.objectContaining({ responseCode }),
  )
})
