import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import type { CalendarProcessing } from '../../calendar/calendar-processing.js'
import { defaultProcessing } from '../../calendar/calendar-processing.js'
import {
  attendees,
  configure,
  create,
  createMeetingOffice,
  DORA,
  drop,
  get,
  idOf,
  item,
  list,
  newest,
  occurrence,
  onlyOne,
  respond,
  SERIES,
  set,
  startsIn,
  tracking,
} from './testing/meetings.js'
import { ALICE, BOB, PLANNING, ROOM, STAFF, type Office } from './testing/office.js'

const BOOKED = { ...PLANNING, Resources: attendees(ROOM) }
const { RequiredAttendees: _nobody, ...ALONE } = SERIES
const BOOKED_SERIES = { ...ALONE, Resources: attendees(ROOM) }
const ENDLESS = {
  ...BOOKED_SERIES,
  Recurrence: {
    WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday'] },
    NoEndRecurrence: { StartDate: '2026-03-02' },
  },
}

const answerOf = (office: Office, id: EwsObject) => tracking(office, item(id))[ROOM]
const textOf = (office: Office) => (newest(office, ALICE)['Body'] as EwsObject).$text

/** An hour at which nobody works. */
const AT_NIGHT = { Start: '2026-03-04T22:00:00Z', End: '2026-03-04T23:00:00Z' }

it('has the defaults of the product', () => {
  expect(defaultProcessing('room')).toMatchObject({
    automate: 'AutoAccept',
    allowConflicts: false,
    allowRecurringMeetings: true,
    bookingWindowInDays: 180,
    maximumDurationInMinutes: 1440,
    enforceSchedulingHorizon: true,
    allBookInPolicy: true,
    allRequestInPolicy: false,
    allRequestOutOfPolicy: false,
    processExternalMeetingMessages: false,
    removeOldMeetingMessages: true,
    removeForwardedMeetingNotifications: false,
    tentativePendingApproval: true,
    deleteComments: true,
    deleteSubject: true,
    deleteAttachments: true,
    organizerInfo: true,
  })
  expect(defaultProcessing('user').automate).toBe('AutoUpdate')
})

const REFUSED: readonly (readonly [string, Partial<CalendarProcessing>, EwsObject, string])[] = [
  ['a series where none is allowed', { allowRecurringMeetings: false }, BOOKED_SERIES, 'recurring'],
  ['what lasts too long', { maximumDurationInMinutes: 29 }, BOOKED, 'at most 29 minutes'],
  ['what is too short', { minimumDurationInMinutes: 31 }, BOOKED, 'no less than 31 minutes'],
  ['what is too far ahead', { bookingWindowInDays: 1 }, BOOKED, 'at most 1 days ahead'],
  ['a series that goes on after the window', { bookingWindowInDays: 5 }, BOOKED_SERIES, 'within 5 days'],
  ['a series without an end', {}, ENDLESS, 'within 180 days'],
  ['what is at night', { scheduleOnlyDuringWorkHours: true }, { ...BOOKED, ...AT_NIGHT }, 'working hours'],
  ['who may not', { allBookInPolicy: false }, BOOKED, 'permission'],
]

it.each(REFUSED)('declines %s, and says why', (_what, processing, meeting, reason) => {
  const office = createMeetingOffice()
  configure(office, ROOM, processing)

  const id = create(office, meeting)

  expect(answerOf(office, id)).toBe('Decline')
  expect(list(office, ROOM)).toEqual([])
  expect(textOf(office)).toContain(reason)
})

const TAKEN: readonly (readonly [string, Partial<CalendarProcessing>, EwsObject])[] = [
  ['anything that lasts as long as allowed', { maximumDurationInMinutes: 30 }, BOOKED],
  [
    'anything as long as one likes',
    { maximumDurationInMinutes: 0 },
    { ...BOOKED, End: '2026-03-09T09:00:00Z' },
  ],
  [
    'what is today',
    { bookingWindowInDays: 0 },
    { ...BOOKED, Start: '2026-03-02T20:00:00Z', End: '2026-03-02T21:00:00Z' },
  ],
  ['what is in working hours', { scheduleOnlyDuringWorkHours: true }, BOOKED],
  ['who is named', { allBookInPolicy: false, bookInPolicy: [BOB, ALICE] }, BOOKED],
  ['who is in a group that is named', { allBookInPolicy: false, bookInPolicy: [STAFF] }, BOOKED],
]

it.each(TAKEN)('accepts %s', (_what, processing, meeting) => {
  const office = createMeetingOffice()
  configure(office, ROOM, processing)

  expect(answerOf(office, create(office, meeting))).toBe('Accept')
})

it('counts people where the capacity is enforced', () => {
  const office = createMeetingOffice()
  const crowd = Array.from({ length: 12 }, (_, number) => `guest${number}@elsewhere.example`)
  const invite = (count: number) =>
    create(office, { ...BOOKED, OptionalAttendees: attendees(...crowd.slice(0, count)), Location: 'x' })

  expect(answerOf(office, invite(12))).toBe('Accept')
  drop(office, item(idOf(onlyOne(office, ALICE))))
  configure(office, ROOM, { enforceCapacity: true })
  expect(answerOf(office, invite(12))).toBe('Decline')
  expect(textOf(office)).toContain('12 people')
  drop(office, item(idOf(onlyOne(office, ALICE))))
  expect(answerOf(office, invite(11))).toBe('Accept')
})

it('names who has the room, unless that is not to be told', () => {
  const office = createMeetingOffice()
  create(office, BOOKED)

  create(office, BOOKED)
  expect(textOf(office)).toContain('Alice Anders: 2026-03-04T09:00:00Z - 2026-03-04T09:30:00Z')
  configure(office, ROOM, { organizerInfo: false })
  create(office, BOOKED)
  expect(textOf(office)).not.toContain('Alice Anders')
  configure(office, ROOM, {
    enableResponseDetails: false,
    addAdditionalResponse: true,
    additionalResponse: 'Ask Bob',
  })
  create(office, BOOKED)
  expect(textOf(office)).toBe('Ask Bob')
})

it('takes what collides where conflicts are allowed, and what follows directly always', () => {
  const office = createMeetingOffice()
  create(office, BOOKED)

  const next = { ...BOOKED, Start: PLANNING['End'], End: '2026-03-04T10:00:00Z' }
  expect(answerOf(office, create(office, next))).toBe('Accept')
  configure(office, ROOM, { allowConflicts: true })
  expect(answerOf(office, create(office, BOOKED))).toBe('Accept')
})

it.each([
  [0, 0, 'Decline', 1],
  [1, 24, 'Decline', 1],
  [0, 100, 'Decline', 1],
  [1, 25, 'Accept', 4],
])(
  'of a series with one conflict in four, %i and %i percent allowed: %s',
  (most, percentage, answer, booked) => {
    const office = createMeetingOffice()
    create(office, { ...BOOKED, Start: '2026-03-05T17:00:00Z', End: '2026-03-05T17:30:00Z' })
    configure(office, ROOM, { maximumConflictInstances: most, conflictPercentageAllowed: percentage })

    const id = create(office, BOOKED_SERIES)

    expect(answerOf(office, id)).toBe(answer)
    expect(startsIn(office, ROOM)).toHaveLength(booked)
  },
)

it('declines the occurrences of an accepted series that are taken, one by one', () => {
  const office = createMeetingOffice()
  create(office, { ...BOOKED, Start: '2026-03-05T17:00:00Z', End: '2026-03-05T17:30:00Z' })
  configure(office, ROOM, { maximumConflictInstances: 1, conflictPercentageAllowed: 50 })

  const id = create(office, BOOKED_SERIES)

  const answers = [1, 2, 3].map((index) => tracking(office, occurrence(id, index))[ROOM])
  expect(answers).toEqual(['Accept', 'Decline', 'Accept'])
  expect(newest(office, ALICE)).toMatchObject({
    Subject: 'Declined: Weekly',
    RecurrenceId: '2026-03-05T17:00:00Z',
  })
})

it('shortens a series to the window where the horizon is not enforced', () => {
  const office = createMeetingOffice()
  configure(office, ROOM, { bookingWindowInDays: 7, enforceSchedulingHorizon: false })

  const id = create(office, ENDLESS)

  expect(answerOf(office, id)).toBe('Accept')
  expect(startsIn(office, ROOM)).toEqual(['2026-03-02T17:00:00Z', '2026-03-09T16:00:00Z'])
})

it('books a moved occurrence anew, and lets the rest of the series be', () => {
  const office = createMeetingOffice()
  const id = create(office, BOOKED_SERIES)
  create(office, { ...BOOKED, Start: '2026-03-06T09:00:00Z', End: '2026-03-06T10:00:00Z' })

  set(office, occurrence(id, 2), { Start: '2026-03-06T09:00:00Z', End: '2026-03-06T09:30:00Z' })
  expect(tracking(office, occurrence(id, 2))[ROOM]).toBe('Decline')
  expect(answerOf(office, id)).toBe('Accept')
  set(office, occurrence(id, 3), { Start: '2026-03-10T09:00:00Z', End: '2026-03-10T09:30:00Z' })
  expect(tracking(office, occurrence(id, 3))[ROOM]).toBe('Accept')
  expect(startsIn(office, ROOM)).toEqual([
    '2026-03-02T17:00:00Z',
    '2026-03-06T09:00:00Z',
    '2026-03-10T09:00:00Z',
    '2026-03-12T16:00:00Z',
  ])
})

it('waits for a delegate with what needs approval, as tentative or free', () => {
  const office = createMeetingOffice()
  configure(office, ROOM, { allBookInPolicy: false, allRequestInPolicy: true, resourceDelegates: [BOB] })

  const id = create(office, BOOKED)

  expect(answerOf(office, id)).toBe('Tentative')
  expect(textOf(office)).toContain('approval')
  expect(onlyOne(office, ROOM)).toMatchObject({
    MyResponseType: 'NoResponseReceived',
    LegacyFreeBusyStatus: 'Tentative',
  })
  expect(onlyOne(office, BOB, 'inbox')).toMatchObject({ IsDelegated: true, Subject: 'Planning' })

  configure(office, ROOM, { tentativePendingApproval: false, forwardRequestsToDelegates: false })
  create(office, { ...BOOKED, ...AT_NIGHT })
  expect(list(office, ROOM).map((one) => one['LegacyFreeBusyStatus'])).toEqual(['Tentative', 'Free'])
  expect(list(office, BOB, 'inbox')).toHaveLength(1)
})

it('answers for good when what waited is answered in the calendar of the room', () => {
  const office = createMeetingOffice()
  configure(office, ROOM, { allBookInPolicy: false, requestInPolicy: [ALICE] })
  const id = create(office, BOOKED)

  respond(office, ROOM, { name: 'AcceptItem', to: idOf(onlyOne(office, ROOM)) })

  expect(answerOf(office, id)).toBe('Accept')
  expect(onlyOne(office, ROOM)).toMatchObject({ MyResponseType: 'Accept', LegacyFreeBusyStatus: 'Busy' })
})

it.each([{ allRequestOutOfPolicy: true }, { requestOutOfPolicy: [ALICE] }])(
  'asks a delegate about what is out of policy with %o',
  (policy) => {
    const office = createMeetingOffice()
    configure(office, ROOM, { ...policy, maximumDurationInMinutes: 10 })

    expect(answerOf(office, create(office, BOOKED))).toBe('Tentative')
  },
)

it('keeps of a request what its settings say, in occurrences too', () => {
  const office = createMeetingOffice()
  const secret = { ...BOOKED_SERIES, Sensitivity: 'Private', Body: { '@BodyType': 'Text', $text: 'Agenda' } }
  const id = create(office, secret)
  set(office, occurrence(id, 2), { Subject: 'Special', Body: { '@BodyType': 'Text', $text: 'Other' } })

  const second = occurrence(idOf(onlyOne(office, ROOM)), 2)
  expect(onlyOne(office, ROOM)).toMatchObject({
    Subject: 'Alice Anders',
    Sensitivity: 'Normal',
    Body: { $text: '' },
  })
  expect(get(office, ROOM, second)).toMatchObject({ Subject: 'Alice Anders', Body: { $text: '' } })

  configure(office, ROOM, {
    deleteSubject: false,
    addOrganizerToSubject: false,
    deleteComments: false,
    removePrivateProperty: false,
  })
  set(office, item(id), { Location: 'Garden' })
  expect(onlyOne(office, ROOM)).toMatchObject({
    Subject: 'Weekly',
    Sensitivity: 'Private',
    Body: { $text: 'Agenda' },
  })
})

it('frees the room when the meeting is cancelled or the room is taken off it', () => {
  const office = createMeetingOffice()
  const [first, second] = [create(office, BOOKED), create(office, { ...BOOKED, ...AT_NIGHT })]

  drop(office, item(first))
  set(office, item(second), { Resources: undefined })

  expect(list(office, ROOM)).toEqual([])
  expect(list(office, ROOM, 'inbox')).toEqual([])
})

it('answers again when the time changes, and not when the text does', () => {
  const office = createMeetingOffice()
  create(office, { ...BOOKED, ...AT_NIGHT })
  const id = create(office, BOOKED)
  const answers = () => list(office, ALICE, 'inbox').map((message) => message['Subject'])

  set(office, item(id), { Subject: 'Other' })
  expect(answers()).toHaveLength(2)
  set(office, item(id), AT_NIGHT)
  expect(answerOf(office, id)).toBe('Decline')
  expect(list(office, ROOM)).toHaveLength(1)
})

it('leaves a room that processes nothing to who opens its mail', () => {
  const office = createMeetingOffice()
  configure(office, ROOM, { automate: 'None' })

  const id = create(office, { ...BOOKED, OptionalAttendees: attendees(DORA) })

  expect(answerOf(office, id)).toBe('Unknown')
  expect(list(office, ROOM)).toEqual([])
  expect(onlyOne(office, ROOM, 'inbox')['HasBeenProcessed']).toBe(false)
})
