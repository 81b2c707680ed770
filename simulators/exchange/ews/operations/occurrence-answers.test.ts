import { expect, it } from 'vitest'
import {
  attendees,
  create,
  createMeetingOffice,
  DORA,
  drop,
  get,
  idOf,
  item,
  kindsIn,
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
import { ALICE, BOB, type Office } from './testing/office.js'

const MOVED = { Start: '2026-03-06T09:00:00Z', End: '2026-03-06T10:00:00Z' }

/** Bob's id of an occurrence of the only series in his calendar. */
const atBob = (office: Office, index: number) => occurrence(idOf(onlyOne(office, BOB)), index)
const idAtBob = (office: Office, index: number) => idOf(get(office, BOB, atBob(office, index)))

it('leaves the other occurrences and the answer to them alone when one is moved', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })

  set(office, occurrence(master, 2), MOVED)

  expect(march(office, BOB).map((found) => found['MyResponseType'])).toEqual([
    'Accept',
    'NoResponseReceived',
    'Accept',
    'Accept',
  ])
  expect(tracking(office, item(master))).toEqual({ [BOB]: 'Accept' })
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Unknown' })
})

it('keeps the answer to an occurrence of which only the place changes', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })

  set(office, occurrence(master, 2), { Location: 'Garden' })

  expect(newest(office, BOB)).toMatchObject({ MeetingRequestType: 'InformationalUpdate', Location: 'Garden' })
  expect(get(office, BOB, atBob(office, 2))).toMatchObject({ Location: 'Garden', MyResponseType: 'Accept' })
  expect(get(office, BOB, atBob(office, 1))['Location']).not.toBe('Garden')
})

it('tracks the answer of who is invited to one occurrence there', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  set(office, occurrence(master, 2), { OptionalAttendees: attendees(DORA) })

  respond(office, DORA, { name: 'AcceptItem', to: idOf(newest(office, DORA)) })

  expect(onlyOne(office, DORA)).toMatchObject({ MyResponseType: 'Accept', LegacyFreeBusyStatus: 'Busy' })
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Unknown', [DORA]: 'Accept' })
  expect(tracking(office, occurrence(master, 3))).toEqual({ [BOB]: 'Unknown' })
})

it('puts a single occurrence into the series when its attendee is invited to that, with the answer', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  set(office, occurrence(master, 2), { OptionalAttendees: attendees(DORA) })
  respond(office, DORA, { name: 'AcceptItem', to: idOf(onlyOne(office, DORA)) })

  set(office, item(master), { RequiredAttendees: attendees(BOB, DORA) })

  expect(onlyOne(office, DORA)['CalendarItemType']).toBe('RecurringMaster')
  expect(march(office, DORA).map((found) => found['MyResponseType'])).toEqual([
    'NoResponseReceived',
    'Accept',
    'NoResponseReceived',
    'NoResponseReceived',
  ])
})

it('records the answer to one occurrence in an exception on both sides', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)

  const message = respond(office, BOB, { name: 'AcceptItem', to: idAtBob(office, 2) })

  expect(kindsIn(message)).toEqual(['MeetingResponse', 'CalendarItem'])
  expect(march(office, BOB).map((found) => [found['MyResponseType'], found['LegacyFreeBusyStatus']])).toEqual(
    [
      ['NoResponseReceived', 'Tentative'],
      ['Accept', 'Busy'],
      ['NoResponseReceived', 'Tentative'],
      ['NoResponseReceived', 'Tentative'],
    ],
  )
  expect(newest(office, ALICE)).toMatchObject({
    Subject: 'Accepted: Weekly',
    RecurrenceId: SECOND,
    Start: SECOND,
  })
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Accept' })
  expect(tracking(office, item(master))).toEqual({ [BOB]: 'Unknown' })
})

it('takes a declined occurrence out of the attendee series', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)

  respond(office, BOB, { name: 'DeclineItem', to: idAtBob(office, 2) })

  expect(startsIn(office, BOB)).toHaveLength(3)
  expect(startsIn(office, ALICE)).toHaveLength(4)
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Decline' })
})

it('declines an occurrence that the attendee deletes with sending, and says nothing without', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)

  drop(office, atBob(office, 2), { by: BOB })
  drop(office, atBob(office, 3), { by: BOB, to: 'SendToNone' })

  expect(startsIn(office, BOB)).toHaveLength(2)
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Decline' })
  expect(tracking(office, occurrence(master, 3))).toEqual({ [BOB]: 'Unknown' })
})

it('answers one occurrence by the request for it', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  set(office, occurrence(master, 2), MOVED)

  respond(office, BOB, { name: 'TentativelyAcceptItem', to: idOf(newest(office, BOB)) })

  expect(get(office, BOB, atBob(office, 2))).toMatchObject({ MyResponseType: 'Tentative' })
  expect(get(office, BOB, atBob(office, 1))).toMatchObject({ MyResponseType: 'NoResponseReceived' })
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Tentative' })
})

it('keeps the answers to single occurrences when the series is answered', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  respond(office, BOB, { name: 'TentativelyAcceptItem', to: idAtBob(office, 2) })
  respond(office, BOB, { name: 'DeclineItem', to: idAtBob(office, 3) })

  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })

  expect(march(office, BOB).map((found) => found['MyResponseType'])).toEqual([
    'Accept',
    'Tentative',
    'Accept',
  ])
  expect([1, 2, 3].map((index) => tracking(office, occurrence(master, index))[BOB])).toEqual([
    'Accept',
    'Tentative',
    'Decline',
  ])
})

it('keeps the answers to single occurrences when only the text of the series changes', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  respond(office, BOB, { name: 'AcceptItem', to: idAtBob(office, 2) })
  respond(office, BOB, { name: 'DeclineItem', to: idAtBob(office, 3) })

  set(office, item(master), { Subject: 'Weekly, with cake' })

  expect(march(office, BOB).map((found) => [found['Subject'], found['MyResponseType']])).toEqual([
    ['Weekly, with cake', 'NoResponseReceived'],
    ['Weekly, with cake', 'Accept'],
    ['Weekly, with cake', 'NoResponseReceived'],
  ])
})
