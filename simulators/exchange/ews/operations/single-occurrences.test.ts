import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  attendees,
  codeOf,
  create,
  createMeetingOffice,
  DORA,
  drop,
  get,
  idOf,
  item,
  kindsIn,
  list,
  march,
  newest,
  occurrence,
  onlyOne,
  respond,
  SECOND,
  SERIES,
  set,
  startsIn,
  tracking,
} from './testing/meetings.js'
import { ALICE, BOB, TMS, type Office } from './testing/office.js'

const MOVED = { Start: '2026-03-06T09:00:00Z', End: '2026-03-06T10:00:00Z' }

/** Bob's id of an occurrence of the only series in his calendar. */
const atBob = (office: Office, index: number) => occurrence(idOf(onlyOne(office, BOB)), index)
const idAtBob = (office: Office, index: number) => idOf(get(office, BOB, atBob(office, index)))

it('sends a request for a changed occurrence, with its own times and the original start', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)

  set(office, occurrence(master, 2), MOVED)

  const request = newest(office, BOB)
  expect(request).toMatchObject({
    ...MOVED,
    MeetingRequestType: 'FullUpdate',
    RecurrenceId: SECOND,
    CalendarItemType: 'Exception',
    IsRecurring: true,
    UID: get(office, ALICE, item(master))['UID'],
    AssociatedCalendarItemId: idAtBob(office, 2),
  })
  expect(request['Recurrence']).toBeUndefined()
  expect(get(office, BOB, atBob(office, 2))).toMatchObject({
    ...MOVED,
    CalendarItemType: 'Exception',
    MyResponseType: 'NoResponseReceived',
    AppointmentSequenceNumber: 1,
  })
})

it('tells nobody of an occurrence with SendToNone, and everything of it with the next sending', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  const before = startsIn(office, BOB)

  set(office, occurrence(master, 2), MOVED, { to: 'SendToNone' })
  expect(startsIn(office, BOB)).toEqual(before)
  set(office, occurrence(master, 2), { Location: 'Garden' })

  expect(newest(office, BOB)).toMatchObject({ MeetingRequestType: 'FullUpdate', Start: MOVED.Start })
  expect(startsIn(office, BOB)).toEqual(startsIn(office, ALICE))
})

it('cancels one occurrence at the attendees, with its own times', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)

  drop(office, occurrence(master, 2))

  expect(newest(office, BOB)).toMatchObject({
    ItemClass: 'IPM.Schedule.Meeting.Canceled',
    Subject: 'Canceled: Weekly',
    RecurrenceId: SECOND,
    Start: SECOND,
  })
  expect(startsIn(office, BOB)).toEqual(startsIn(office, ALICE))
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(false)
})

it('cancels one occurrence with CancelCalendarItem and what is said with it', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  const second = idOf(get(office, ALICE, occurrence(master, 2)))

  const more = { NewBodyContent: { '@BodyType': 'Text', $text: 'Holiday' } }
  const message = respond(office, ALICE, { name: 'CancelCalendarItem', to: second, more })

  expect(kindsIn(message)).toEqual(['CalendarItem'])
  expect(newest(office, BOB)).toMatchObject({ Body: { $text: 'Holiday' }, RecurrenceId: SECOND })
  expect(startsIn(office, ALICE)).toHaveLength(3)
  expect(startsIn(office, BOB)).toEqual(startsIn(office, ALICE))
})

it('gives who is invited to one occurrence alone a copy of that, with the UID of the series', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)

  set(office, occurrence(master, 2), { OptionalAttendees: attendees(DORA) })

  expect(onlyOne(office, DORA)).toMatchObject({
    UID: get(office, ALICE, item(master))['UID'],
    RecurrenceId: SECOND,
    Start: SECOND,
    CalendarItemType: 'Single',
    IsRecurring: false,
    MyResponseType: 'NoResponseReceived',
  })
  expect(newest(office, DORA)).toMatchObject({
    MeetingRequestType: 'NewMeetingRequest',
    AssociatedCalendarItemId: idOf(onlyOne(office, DORA)),
  })
  expect(tracking(office, item(master))).toEqual({ [BOB]: 'Unknown' })
})

it('takes an attendee off one occurrence and puts him back', () => {
  const office = createMeetingOffice()
  const master = create(office, { ...SERIES, OptionalAttendees: attendees(DORA) })

  set(office, occurrence(master, 2), { RequiredAttendees: undefined })
  expect(newest(office, BOB)).toMatchObject({ Subject: 'Canceled: Weekly', RecurrenceId: SECOND })
  expect(startsIn(office, BOB)).toHaveLength(3)
  expect(startsIn(office, DORA)).toHaveLength(4)

  set(office, occurrence(master, 2), { RequiredAttendees: attendees(BOB) })
  expect(newest(office, BOB)).toMatchObject({ MeetingRequestType: 'NewMeetingRequest', RecurrenceId: SECOND })
  expect(startsIn(office, BOB)).toHaveLength(4)
})

it.each([
  ['time', { Start: '2026-03-02T10:00:00', End: '2026-03-02T10:30:00' }],
  [
    'recurrence',
    {
      Recurrence: {
        WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday', 'Wednesday'] },
        NumberedRecurrence: { StartDate: '2026-03-02', NumberOfOccurrences: 4 },
      },
    },
  ],
])('wipes exceptions with a new %s of the series, at the attendees too', (_what, change) => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  set(office, occurrence(master, 2), MOVED)
  respond(office, BOB, { name: 'AcceptItem', to: idAtBob(office, 2) })

  expect(codeOf(set(office, item(master), change))).toBe('NoError')

  expect(get(office, ALICE, item(master))['ModifiedOccurrences']).toBeUndefined()
  expect(startsIn(office, ALICE)).not.toContain(MOVED.Start)
  expect(startsIn(office, BOB)).toEqual(startsIn(office, ALICE))
  expect(new Set(march(office, BOB).map((found) => found['MyResponseType']))).toEqual(
    new Set(['NoResponseReceived']),
  )
})

it('cancels the occurrence of who was invited to it alone when the series gets a new time', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  set(office, occurrence(master, 2), { OptionalAttendees: attendees(DORA) })

  set(office, item(master), { Start: '2026-03-02T10:00:00', End: '2026-03-02T10:30:00' })

  expect(onlyOne(office, DORA)).toMatchObject({ IsCancelled: true, AppointmentState: 7 })
})

it('brings exceptions and holes to who is invited to the series later', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  set(office, occurrence(master, 2), MOVED)
  drop(office, occurrence(master, 3))

  set(office, item(master), { OptionalAttendees: attendees(DORA) })

  expect(startsIn(office, DORA)).toEqual(startsIn(office, ALICE))
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Unknown', [DORA]: 'Unknown' })
  drop(office, occurrence(master, 2))
  expect(startsIn(office, DORA)).toEqual(startsIn(office, ALICE))
})

it('makes a series of a meeting, and one meeting of that again', () => {
  const office = createMeetingOffice()
  const { Recurrence, ...single } = SERIES
  const id = create(office, single)
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })

  set(office, item(id), { Recurrence: Recurrence })
  expect(onlyOne(office, BOB)).toMatchObject({
    CalendarItemType: 'RecurringMaster',
    MyResponseType: 'NoResponseReceived',
  })
  expect(startsIn(office, BOB)).toHaveLength(4)

  const clear = { name: 'DeleteItemField', value: { FieldURI: { '@FieldURI': 'calendar:Recurrence' } } }
  office.as(ALICE)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@SendMeetingInvitationsOrCancellations': 'SendToAllAndSaveCopy',
    ItemChanges: { ItemChange: [{ ItemId: id, Updates: { $each: [clear] } }] },
  })
  expect(onlyOne(office, BOB)).toMatchObject({ CalendarItemType: 'Single', AppointmentSequenceNumber: 2 })
  expect(startsIn(office, BOB)).toEqual(startsIn(office, ALICE))
})

it('takes the series from an attendee with its last occurrence', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)

  for (const index of [1, 2, 3, 4]) drop(office, occurrence(master, index))

  expect(startsIn(office, ALICE)).toEqual([])
  expect(list(office, ALICE)).toEqual([])
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(true)
})

it.each([
  ['onUpdate', 'sip:1@x', 'sip:1@x'],
  ['onReaccept', undefined, 'sip:1@x'],
  ['never', undefined, undefined],
] as const)(
  'with %s a property of one occurrence travels as one of the meeting does [HC-178]',
  (when, first, then) => {
    const office = createMeetingOffice({ namedProperties: when })
    const master = create(office, SERIES)
    const path = { name: 'ExtendedFieldURI', value: TMS }
    const update = {
      name: 'SetItemField',
      value: {
        ExtendedFieldURI: TMS,
        CalendarItem: { ExtendedProperty: [{ ExtendedFieldURI: TMS, Value: 'sip:1@x' }] },
      },
    }
    office.as(ALICE)('UpdateItem', {
      '@ConflictResolution': 'AlwaysOverwrite',
      '@SendMeetingInvitationsOrCancellations': 'SendToAllAndSaveCopy',
      ItemChanges: {
        ItemChange: [
          { OccurrenceItemId: occurrence(master, 2).value as EwsObject, Updates: { $each: [update] } },
        ],
      },
    })
    const valueAt = (index: number) => {
      const request = {
        ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [path] } },
        ItemIds: { $each: [atBob(office, index)] },
      }
      const [message] = office.as(BOB)('GetItem', request)
      const found = (message?.['Items'] as EwsObject).$each?.[0]?.value as EwsObject
      return (found['ExtendedProperty'] as readonly EwsObject[] | undefined)?.[0]?.['Value']
    }

    expect([valueAt(1), valueAt(2)]).toEqual([undefined, first])
    respond(office, BOB, { name: 'AcceptItem', to: idOf(newest(office, BOB)) })
    expect([valueAt(1), valueAt(2)]).toEqual([undefined, then])
  },
)
