import { expect, it } from 'vitest'
import { instant, parseInstant } from '../../../core/index.js'
import {
  attendees,
  codeOf,
  configure,
  create,
  createMeetingOffice,
  CROWD,
  DORA,
  drop,
  get,
  idOf,
  item,
  list,
  MEETING,
  newest,
  occurrence,
  onlyOne,
  respond,
  SECOND,
  SERIES,
  set,
  tracking,
  ZOE_OUTSIDE,
} from './testing/meetings.js'
import { ALICE, BOB, PLANNING, ROOM, type Office } from './testing/office.js'

const WITH_ZOE = { ...PLANNING, RequiredAttendees: attendees(ZOE_OUTSIDE) }
const NEW_TIME = { Start: '2026-03-04T11:00:00Z', End: '2026-03-04T11:30:00Z' }

const mails = (office: Office) => [...office.store.sentMail()].map(({ record }) => record)
const lastMail = (office: Office) => mails(office).at(-1)

/** A meeting that Zoe calls. */
const invite = (to: string, more: { uid?: string; start?: string; sequence?: number } = {}) => {
  const { uid = 'from-afar', start = '2026-03-04T09:00:00Z', sequence = 0 } = more
  const at = parseInstant(start)
  const event = {
    uid,
    start: at,
    end: instant(at + 1_800_000),
    isAllDayEvent: false,
    startTimeZone: 'UTC',
    endTimeZone: 'UTC',
    freeBusy: 'Busy',
    isResponseRequested: true,
    allowNewTimeProposal: true,
    attendees: [],
    sequence,
    stamp: at,
  } as const
  return {
    to: [to],
    meeting: {
      subject: 'From afar',
      body: { type: 'Text', text: '' },
      organizer: { name: 'Zoe', address: ZOE_OUTSIDE, mailboxType: 'OneOff' },
      event,
    },
  } as const
}

it('sends request, update and cancellation out with what iTIP needs', () => {
  const office = createMeetingOffice()
  const id = create(office, WITH_ZOE)
  const uid = get(office, ALICE, item(id))['UID']

  set(office, item(id), NEW_TIME)
  drop(office, item(id))

  expect(mails(office)).toMatchObject([
    {
      method: 'REQUEST',
      uid,
      sequence: 0,
      from: ALICE,
      to: ZOE_OUTSIDE,
      start: parseInstant('2026-03-04T09:00:00Z'),
    },
    {
      method: 'REQUEST',
      uid,
      sequence: 1,
      start: parseInstant(NEW_TIME.Start),
      end: parseInstant(NEW_TIME.End),
    },
    { method: 'CANCEL', uid, sequence: 2, subject: 'Canceled: Planning' },
  ])
})

it('sends one occurrence out with when it was to start', () => {
  const office = createMeetingOffice()
  const id = create(office, { ...SERIES, RequiredAttendees: attendees(ZOE_OUTSIDE) })

  set(office, occurrence(id, 2), { Start: '2026-03-06T09:00:00Z', End: '2026-03-06T10:00:00Z' })

  expect(lastMail(office)).toMatchObject({
    method: 'REQUEST',
    recurrenceId: parseInstant(SECOND),
    start: parseInstant('2026-03-06T09:00:00Z'),
    sequence: 1,
  })
})

it('tracks an answer from outside as one from inside', () => {
  const office = createMeetingOffice()
  const id = create(office, WITH_ZOE)
  const uid = mails(office)[0]?.uid ?? ''

  office.store.receiveAnswer({ organizer: ALICE, from: ZOE_OUTSIDE, uid, response: 'Accept' }, 'test')

  expect(tracking(office, item(id))).toEqual({ [ZOE_OUTSIDE]: 'Accept' })
  expect(newest(office, ALICE)).toMatchObject({
    Subject: 'Accepted: Planning',
    From: { Mailbox: { EmailAddress: ZOE_OUTSIDE } },
    AssociatedCalendarItemId: idOf(get(office, ALICE, item(id))),
  })
})

it('tracks an answer from outside to one occurrence there, and none to what is overtaken or unknown', () => {
  const office = createMeetingOffice()
  const id = create(office, { ...SERIES, RequiredAttendees: attendees(ZOE_OUTSIDE) })
  const uid = mails(office)[0]?.uid ?? ''
  const answer = {
    organizer: ALICE,
    from: ZOE_OUTSIDE,
    uid,
    recurrenceId: parseInstant(SECOND),
    response: 'Decline',
  } as const

  office.store.receiveAnswer(answer, 'test')
  expect(tracking(office, occurrence(id, 2))).toEqual({ [ZOE_OUTSIDE]: 'Decline' })
  expect(tracking(office, item(id))).toEqual({ [ZOE_OUTSIDE]: 'Unknown' })

  set(office, item(id), { Start: '2026-03-02T10:00:00', End: '2026-03-02T10:30:00' })
  office.store.receiveAnswer(
    { organizer: ALICE, from: ZOE_OUTSIDE, uid, response: 'Accept', sequence: 0 },
    'test',
  )
  expect(tracking(office, item(id))).toEqual({ [ZOE_OUTSIDE]: 'Unknown' })
  expect(() => office.store.receiveAnswer({ ...answer, uid: 'unknown' }, 'test')).toThrow(
    'called no meeting unknown',
  )
})

it('leaves a request from outside in the Inbox, or processes it where that is allowed', () => {
  const office = createMeetingOffice()

  office.store.receiveMeeting({ method: 'REQUEST', ...invite(BOB) }, 'test')
  expect(list(office, BOB)).toEqual([])
  expect(onlyOne(office, BOB, 'inbox')).toMatchObject({ HasBeenProcessed: false, Subject: 'From afar' })

  configure(office, BOB, { processExternalMeetingMessages: true })
  const later = invite(BOB, { sequence: 1, start: '2026-03-04T15:00:00Z' })
  office.store.receiveMeeting({ method: 'REQUEST', ...later }, 'test')
  expect(onlyOne(office, BOB)).toMatchObject({ UID: 'from-afar', Start: '2026-03-04T15:00:00Z' })
  office.store.receiveMeeting({ method: 'CANCEL', ...later }, 'test')
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(true)
})

it('answers an organizer outside by mail', () => {
  const office = createMeetingOffice()
  office.store.receiveMeeting({ method: 'REQUEST', ...invite(BOB) }, 'test')

  respond(office, BOB, { name: 'AcceptItem', to: idOf(newest(office, BOB)) })

  expect(onlyOne(office, BOB)['MyResponseType']).toBe('Accept')
  expect(mails(office)).toMatchObject([
    { method: 'REPLY', to: ZOE_OUTSIDE, from: BOB, uid: 'from-afar', response: 'Accept' },
  ])
})

it('lets a room refuse what comes from outside, unless it is to process that', () => {
  const office = createMeetingOffice()

  office.store.receiveMeeting({ method: 'REQUEST', ...invite(ROOM, { uid: 'one' }) }, 'test')
  expect(lastMail(office)).toMatchObject({
    to: ZOE_OUTSIDE,
    method: 'REPLY',
    response: 'Decline',
    uid: 'one',
  })
  configure(office, ROOM, { processExternalMeetingMessages: true })
  office.store.receiveMeeting({ method: 'REQUEST', ...invite(ROOM, { uid: 'two' }) }, 'test')
  expect(lastMail(office)).toMatchObject({ to: ZOE_OUTSIDE, method: 'REPLY', response: 'Accept', uid: 'two' })
})

it('invites all of a list and of lists in it, once each and never the organizer', () => {
  const office = createMeetingOffice()

  const id = create(office, { ...PLANNING, RequiredAttendees: attendees(CROWD) })

  expect([BOB, DORA].map((address) => list(office, address).length)).toEqual([1, 1])
  expect(list(office, ALICE)).toHaveLength(1)
  expect(list(office, ALICE, 'inbox')).toEqual([])
  expect(tracking(office, item(id))).toEqual({ [CROWD]: 'Unknown' })
})

it('cancels for those of a removed list who are invited by nothing else', () => {
  const office = createMeetingOffice()
  const id = create(office, {
    ...PLANNING,
    RequiredAttendees: attendees(CROWD),
    OptionalAttendees: attendees(BOB),
  })

  set(office, item(id), { RequiredAttendees: undefined })

  expect(onlyOne(office, DORA)['IsCancelled']).toBe(true)
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(false)
})

it('keeps inviting a member of a removed list who had answered', () => {
  const office = createMeetingOffice()
  const id = create(office, { ...PLANNING, RequiredAttendees: attendees(CROWD) })
  respond(office, DORA, { name: 'AcceptItem', to: idOf(onlyOne(office, DORA)) })
  expect(tracking(office, item(id))).toEqual({ [CROWD]: 'Unknown', [DORA]: 'Accept' })

  set(office, item(id), { RequiredAttendees: attendees(DORA) })

  expect(onlyOne(office, DORA)['IsCancelled']).toBe(false)
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(true)
  expect(tracking(office, item(id))).toEqual({ [DORA]: 'Accept' })
})

it('updates a member of a list once when he is also invited by name', () => {
  const office = createMeetingOffice()
  const id = create(office, { ...PLANNING, RequiredAttendees: attendees(CROWD) })

  set(office, item(id), { OptionalAttendees: attendees(BOB) })

  expect(list(office, BOB, 'inbox').map((message) => message['MeetingRequestType'])).toEqual([
    'NewMeetingRequest',
    'InformationalUpdate',
  ])
  expect(codeOf(drop(office, item(id)))).toBe('NoError')
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(true)
})

it('sends nothing twice to a meeting of people who were never told', () => {
  const office = createMeetingOffice()
  const id = create(
    office,
    { ...MEETING, OptionalAttendees: attendees(ZOE_OUTSIDE) },
    { '@SendMeetingInvitations': 'SendToNone' },
  )

  drop(office, item(id))

  expect(mails(office)).toEqual([])
  expect(list(office, BOB, 'inbox')).toEqual([])
})
