import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../tree.js'
import { members } from './request-parts.js'
import {
  ALICE,
  attendees,
  BOB,
  CAROL_OUTSIDE,
  create,
  createOffice,
  itemsIn,
  list,
  PLANNING,
  read,
  ROOM,
  STAFF,
  TMS,
  update,
  type Office,
} from './testing/office.js'

const MEETING = { ...PLANNING, RequiredAttendees: attendees(BOB) }
const tms: EwsElement = { name: 'ExtendedFieldURI', value: TMS }

const onlyOne = (office: Office, address: string, folder?: string) => {
  const found = list(office, address, folder)
  expect(found).toHaveLength(1)
  return found[0] as EwsObject
}

const answer = (office: Office, name: string, reference: EwsObject, disposition = 'SendAndSaveCopy') =>
  office.as(BOB)('CreateItem', {
    '@MessageDisposition': disposition,
    Items: { $each: [{ name, value: { ReferenceItemId: reference } }] },
  })[0]

const propertyOf = (item: EwsObject) => item['ExtendedProperty'] as readonly EwsObject[] | undefined

it('gives an attendee a request in the Inbox and a tentative copy with the same UID', () => {
  const office = createOffice()

  const own = read(office, ALICE, create(office, MEETING))
  const copy = onlyOne(office, BOB)
  const request = onlyOne(office, BOB, 'inbox')

  expect(own).toMatchObject({ MyResponseType: 'Organizer', MeetingRequestWasSent: true, AppointmentState: 1 })
  expect(copy).toMatchObject({
    UID: own['UID'],
    Subject: 'Planning',
    Location: 'Room 5; @webex',
    MyResponseType: 'NoResponseReceived',
    LegacyFreeBusyStatus: 'Tentative',
    IntendedFreeBusyStatus: 'Busy',
    AppointmentState: 3,
    IsOrganizer: false,
    Organizer: { Mailbox: { EmailAddress: ALICE, Name: 'Alice Anders' } },
  })
  expect(copy['ItemId']).not.toEqual(own['ItemId'])
  expect(request).toMatchObject({
    ItemClass: 'IPM.Schedule.Meeting.Request',
    MeetingRequestType: 'NewMeetingRequest',
    AssociatedCalendarItemId: copy['ItemId'],
    IsRead: false,
  })
  expect(onlyOne(office, ALICE, 'sentitems')['Subject']).toBe('Planning')
})

it('keeps no copy of what was sent with SendOnlyToAll, and sends nothing with SendToNone', () => {
  const office = createOffice()

  create(office, MEETING, { '@SendMeetingInvitations': 'SendOnlyToAll' })
  expect([list(office, ALICE, 'sentitems'), list(office, BOB)].map((items) => items.length)).toEqual([0, 1])

  const quiet = read(office, ALICE, create(office, MEETING, { '@SendMeetingInvitations': 'SendToNone' }))
  expect(quiet).toMatchObject({ IsMeeting: true, MeetingRequestWasSent: false })
  expect(list(office, BOB)).toHaveLength(1)
})

it('brings a new body and a named property into the copy in place, and keeps the answer [HC-178]', () => {
  const office = createOffice()
  const id = create(office, MEETING)
  const before = onlyOne(office, BOB)
  answer(office, 'AcceptItem', before['ItemId'] as EwsObject)

  update(office, id, { Body: { '@BodyType': 'HTML', $text: '<p>Join</p>' }, ExtendedProperty: 'sip:1@x' })
  const after = onlyOne(office, BOB)

  expect(after).toMatchObject({
    MyResponseType: 'Accept',
    LegacyFreeBusyStatus: 'Busy',
    AppointmentSequenceNumber: 0,
  })
  expect((after['Body'] as EwsObject).$text).toContain('<p>Join</p>')
  const [idBefore, idAfter] = [before['ItemId'], after['ItemId']] as readonly EwsObject[]
  expect(idAfter?.['@Id']).toBe(idBefore?.['@Id'])
  expect(idAfter?.['@ChangeKey']).not.toBe(idBefore?.['@ChangeKey'])
  expect(propertyOf(read(office, BOB, idAfter ?? {}, tms))).toEqual([
    { ExtendedFieldURI: TMS, Value: 'sip:1@x' },
  ])
})

it.each([
  ['onReaccept', undefined, 'sip:1@x'],
  ['never', undefined, undefined],
] as const)(
  'with %s a property waits for an acceptance or never comes [HC-178]',
  (namedProperties, first, then) => {
    const office = createOffice({ namedProperties })
    const id = create(office, MEETING)
    update(office, id, { ExtendedProperty: 'sip:1@x' })
    const valueAtBob = () => {
      const copyId = onlyOne(office, BOB)['ItemId'] as EwsObject
      return propertyOf(read(office, BOB, copyId, tms))?.[0]?.['Value']
    }
    const requests = list(office, BOB, 'inbox')

    expect(valueAtBob()).toBe(first)
    answer(office, 'AcceptItem', requests.at(-1)?.['ItemId'] as EwsObject)
    expect(valueAtBob()).toBe(then)
  },
)

it('asks everybody again after a new time', () => {
  const office = createOffice()
  const id = create(office, MEETING)
  answer(office, 'AcceptItem', onlyOne(office, BOB)['ItemId'] as EwsObject)

  update(office, id, { End: '2026-03-04T10:00:00Z' })

  expect(onlyOne(office, BOB)).toMatchObject({
    End: '2026-03-04T10:00:00Z',
    MyResponseType: 'NoResponseReceived',
    LegacyFreeBusyStatus: 'Tentative',
    AppointmentSequenceNumber: 1,
  })
  const types = list(office, BOB, 'inbox').map((request) => request['MeetingRequestType'])
  expect(types.at(-1)).toBe('FullUpdate')
})

it('does not touch copies with SendToNone, and with SendOnlyToChanged only those of who came or went', () => {
  const office = createOffice()
  const id = create(office, MEETING)

  update(office, id, { Location: 'Elsewhere' }, { '@SendMeetingInvitationsOrCancellations': 'SendToNone' })
  expect(onlyOne(office, BOB)['Location']).toBe('Room 5; @webex')

  update(
    office,
    id,
    { OptionalAttendees: attendees(ROOM) },
    { '@SendMeetingInvitationsOrCancellations': 'SendOnlyToChanged' },
  )
  expect(onlyOne(office, BOB)['Location']).toBe('Room 5; @webex')
  expect(onlyOne(office, ROOM)['Location']).toBe('Elsewhere')
})

it('cancels the meeting for an attendee who is taken off it', () => {
  const office = createOffice()
  const id = create(office, MEETING)

  update(office, id, { RequiredAttendees: attendees(CAROL_OUTSIDE) })

  expect(onlyOne(office, BOB)).toMatchObject({ IsCancelled: true, AppointmentState: 7 })
})

it('tracks an answer on the organizer copy and delivers it', () => {
  const office = createOffice()
  const id = create(office, MEETING)
  const request = onlyOne(office, BOB, 'inbox')

  answer(office, 'TentativelyAcceptItem', request['ItemId'] as EwsObject)

  expect(onlyOne(office, BOB)).toMatchObject({
    MyResponseType: 'Tentative',
    LegacyFreeBusyStatus: 'Tentative',
  })
  expect(read(office, ALICE, id)['RequiredAttendees']).toMatchObject({
    Attendee: [
      { Mailbox: { EmailAddress: BOB }, ResponseType: 'Tentative', LastResponseTime: '2026-03-02T08:00:00Z' },
    ],
  })
  expect(onlyOne(office, ALICE, 'inbox')).toMatchObject({
    Subject: 'Tentative: Planning',
    ItemClass: 'IPM.Schedule.Meeting.Resp.Tent',
    ResponseType: 'Tentative',
  })
  expect([list(office, BOB, 'inbox'), list(office, BOB, 'sentitems')].map((items) => items.length)).toEqual([
    0, 1,
  ])
})

it('moves a declined meeting to Deleted Items', () => {
  const office = createOffice()
  create(office, MEETING)

  const message = answer(office, 'DeclineItem', onlyOne(office, BOB)['ItemId'] as EwsObject)

  const [response, item] = itemsIn(message).map((touched) => touched['ItemId'] as EwsObject)
  expect(read(office, BOB, response ?? {})).toMatchObject({ Subject: 'Declined: Planning' })
  expect(read(office, BOB, item ?? {})).toMatchObject({ MyResponseType: 'Decline' })
  expect(list(office, BOB)).toEqual([])
  expect(list(office, BOB, 'deleteditems').map((item) => item['Subject'])).toContain('Planning')
})

it('lets neither the organizer nor anybody after a cancellation answer', () => {
  const office = createOffice()
  const id = create(office, MEETING)
  const own = office.as(ALICE)('CreateItem', {
    '@MessageDisposition': 'SendOnly',
    Items: { $each: [{ name: 'AcceptItem', value: { ReferenceItemId: id } }] },
  })
  expect(own[0]?.['ResponseCode']).toBe('ErrorCalendarIsOrganizerForAccept')

  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': 'SendOnlyToAll',
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })
  const copy = onlyOne(office, BOB)
  expect(copy).toMatchObject({
    IsCancelled: true,
    LegacyFreeBusyStatus: 'Free',
    Subject: 'Canceled: Planning',
  })
  const late = answer(office, 'AcceptItem', copy['ItemId'] as EwsObject)
  expect(late?.['ResponseCode']).toBe('ErrorCalendarIsCancelledForAccept')
  answer(office, 'RemoveItem', copy['ItemId'] as EwsObject)
  expect(list(office, BOB)).toEqual([])
})

it('books a room, which keeps neither body nor subject and declines what collides', () => {
  const office = createOffice()
  const first = create(office, { ...PLANNING, Resources: attendees(ROOM) })
  const booked = onlyOne(office, ROOM)

  expect(booked).toMatchObject({
    MyResponseType: 'Accept',
    LegacyFreeBusyStatus: 'Busy',
    Subject: 'Alice Anders',
  })
  expect((booked['Body'] as EwsObject).$text).not.toContain('Agenda')
  expect(read(office, ALICE, first)['Resources']).toMatchObject({ Attendee: [{ ResponseType: 'Accept' }] })

  const second = create(office, { ...PLANNING, Resources: attendees(ROOM) })
  expect(read(office, ALICE, second)['Resources']).toMatchObject({ Attendee: [{ ResponseType: 'Decline' }] })
  expect(list(office, ROOM)).toHaveLength(1)
})

it('keeps the body in a room that does not delete comments [HC-164]', () => {
  const office = createOffice()
  const guid = office.store.mailboxByAddress(ROOM)?.guid ?? ''
  office.store.configure(guid, { deleteComments: false, deleteSubject: false }, 'test')

  create(office, { ...PLANNING, Resources: attendees(ROOM) })

  expect(onlyOne(office, ROOM)['Subject']).toBe('Alice Anders Planning')
  expect((onlyOne(office, ROOM)['Body'] as EwsObject).$text).toContain('Agenda')
})

it('expands a group into copies of its members, and shows a member when he answers', () => {
  const office = createOffice()
  const id = create(office, { ...PLANNING, RequiredAttendees: attendees(STAFF) })

  expect(list(office, ALICE)).toHaveLength(1)
  answer(office, 'AcceptItem', onlyOne(office, BOB)['ItemId'] as EwsObject)
  expect(read(office, ALICE, id)['RequiredAttendees']).toMatchObject({
    Attendee: [
      { Mailbox: { EmailAddress: STAFF, MailboxType: 'PublicDL' } },
      { Mailbox: { EmailAddress: BOB }, ResponseType: 'Accept' },
    ],
  })
})

it('sends mail to who has no mailbox here', () => {
  const office = createOffice()

  create(office, { ...PLANNING, RequiredAttendees: attendees('zoe@elsewhere.example', CAROL_OUTSIDE) })

  const sent = [...office.store.sentMail()].map(({ record }) => [record.to, record.kind, record.subject])
  expect(sent).toEqual([
    ['zoe@elsewhere.example', 'MeetingRequest', 'Planning'],
    [CAROL_OUTSIDE, 'MeetingRequest', 'Planning'],
  ])
})

it('makes no copy where a mailbox processes nothing, until its owner accepts', () => {
  const office = createOffice()
  office.store.configure(office.store.mailboxByAddress(BOB)?.guid ?? '', { automate: 'None' }, 'test')
  create(office, MEETING)
  expect(list(office, BOB)).toEqual([])

  answer(office, 'AcceptItem', onlyOne(office, BOB, 'inbox')['ItemId'] as EwsObject)

  expect(onlyOne(office, BOB)).toMatchObject({ Subject: 'Planning', MyResponseType: 'Accept' })
})

it('cancels with CancelCalendarItem, which an attendee cannot', () => {
  const office = createOffice()
  const id = create(office, MEETING)
  const refused = answer(office, 'CancelCalendarItem', onlyOne(office, BOB)['ItemId'] as EwsObject)
  expect(refused?.['ResponseCode']).toBe('ErrorCalendarIsNotOrganizer')

  const [message] = office.as(ALICE)('CreateItem', {
    '@MessageDisposition': 'SendAndSaveCopy',
    Items: { $each: [{ name: 'CancelCalendarItem', value: { ReferenceItemId: id } }] },
  })

  expect(members(message?.['Items'] as EwsObject).map(({ name }) => name)).toEqual(['CalendarItem'])
  expect(list(office, ALICE)).toEqual([])
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(true)
})

it('hides the resources from attendees', () => {
  const office = createOffice()
  const id = create(office, { ...MEETING, Resources: attendees(ROOM) })

  expect(read(office, ALICE, id)['Resources']).toBeDefined()
  expect(onlyOne(office, BOB)['Resources']).toBeUndefined()
})

it('sends one request to who is invited twice, by name and through a group', () => {
  const office = createOffice()

  create(office, { ...PLANNING, RequiredAttendees: attendees(BOB, STAFF) })

  expect([list(office, BOB, 'inbox'), list(office, BOB)].map((items) => items.length)).toEqual([1, 1])
})
