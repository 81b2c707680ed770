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
  list,
  MEETING,
  newest,
  onlyOne,
  respond,
  set,
  tracking,
} from './testing/meetings.js'
import { ALICE, BOB, PLANNING, type Office } from './testing/office.js'

const NEW_TIME = { Start: '2026-03-04T11:00:00Z', End: '2026-03-04T11:30:00Z' }

const sentCopies = (office: Office) => list(office, ALICE, 'sentitems').map((sent) => sent['ItemClass'])
const inbox = (office: Office, address: string) =>
  list(office, address, 'inbox').map((message) => message['MeetingRequestType'] ?? message['ItemClass'])
const CANCELED = 'IPM.Schedule.Meeting.Canceled'
const REQUEST = 'IPM.Schedule.Meeting.Request'

it.each([
  ['SendToNone', false, 0, 0],
  ['SendOnlyToAll', true, 1, 0],
  ['SendToAllAndSaveCopy', true, 1, 1],
])('creates with %s', (to, wasSent, atBob, saved) => {
  const office = createMeetingOffice()

  const id = create(office, MEETING, { '@SendMeetingInvitations': to })

  expect(get(office, ALICE, item(id))).toMatchObject({
    IsMeeting: true,
    MeetingRequestWasSent: wasSent,
    AppointmentSequenceNumber: 0,
  })
  expect([list(office, BOB).length, inbox(office, BOB).length]).toEqual([atBob, atBob])
  expect(sentCopies(office)).toHaveLength(saved)
})

// who: Bob was invited, Dora is new, Carol's place is taken off
it.each([
  ['SendToNone', [], [], 0],
  ['SendOnlyToAll', ['InformationalUpdate'], ['NewMeetingRequest'], 0],
  ['SendToAllAndSaveCopy', ['InformationalUpdate'], ['NewMeetingRequest'], 2],
  ['SendOnlyToChanged', [], ['NewMeetingRequest'], 0],
  ['SendToChangedAndSaveCopy', [], ['NewMeetingRequest'], 1],
])('updates with %s', (to, bob, dora, saved) => {
  const office = createMeetingOffice()
  const id = create(office, MEETING, { '@SendMeetingInvitations': 'SendOnlyToAll' })

  set(office, item(id), { Location: 'Garden', OptionalAttendees: attendees(DORA) }, { to })

  expect(inbox(office, BOB).slice(1)).toEqual(bob)
  expect(inbox(office, DORA)).toEqual(dora)
  expect(sentCopies(office)).toEqual(Array.from({ length: saved }, () => REQUEST))
})

it.each([
  ['SendToNone', [], 0],
  ['SendOnlyToAll', [CANCELED], 0],
  ['SendToAllAndSaveCopy', [CANCELED], 1],
  ['SendOnlyToChanged', [CANCELED], 0],
  ['SendToChangedAndSaveCopy', [CANCELED], 1],
])('takes an attendee off with %s', (to, bob, saved) => {
  const office = createMeetingOffice()
  const id = create(office, MEETING, { '@SendMeetingInvitations': 'SendOnlyToAll' })

  set(office, item(id), { RequiredAttendees: undefined }, { to })

  expect(inbox(office, BOB).slice(1)).toEqual(bob)
  expect(onlyOne(office, BOB)['IsCancelled']).toBe(bob.length > 0)
  expect(sentCopies(office)).toHaveLength(saved)
})

it.each([
  ['SendToNone', false, 0],
  ['SendOnlyToAll', true, 0],
  ['SendToAllAndSaveCopy', true, 1],
])('deletes with %s', (to, isCancelled, saved) => {
  const office = createMeetingOffice()
  const id = create(office, MEETING, { '@SendMeetingInvitations': 'SendOnlyToAll' })

  drop(office, item(id), { to })

  expect(onlyOne(office, BOB)['IsCancelled']).toBe(isCancelled)
  expect(sentCopies(office)).toHaveLength(saved)
})

it('invites everybody anew with the first sending after a meeting was made with SendToNone', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING, { '@SendMeetingInvitations': 'SendToNone' })

  set(office, item(id), NEW_TIME)

  expect(inbox(office, BOB)).toEqual(['NewMeetingRequest'])
  expect(onlyOne(office, BOB)).toMatchObject({ ...NEW_TIME, AppointmentSequenceNumber: 0 })
  expect(get(office, ALICE, item(id))).toMatchObject({
    MeetingRequestWasSent: true,
    AppointmentSequenceNumber: 0,
  })
})

it('tells with the next sending what had changed without one, and then forgets it', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })

  set(office, item(id), NEW_TIME, { to: 'SendToNone' })
  expect(onlyOne(office, BOB)).toMatchObject({ Start: PLANNING['Start'], MyResponseType: 'Accept' })
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Accept' })
  set(office, item(id), { Subject: 'Other' })
  expect(newest(office, BOB)).toMatchObject({
    MeetingRequestType: 'FullUpdate',
    ...NEW_TIME,
    Subject: 'Other',
  })
  expect(onlyOne(office, BOB)).toMatchObject({ MyResponseType: 'NoResponseReceived', ...NEW_TIME })
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Unknown' })

  set(office, item(id), { Subject: 'Third' })
  expect(newest(office, BOB)['MeetingRequestType']).toBe('InformationalUpdate')
  expect(get(office, ALICE, item(id))['AppointmentSequenceNumber']).toBe(1)
})

it('keeps a new time for those who stay until they are told, with SendOnlyToChanged', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  const change = { ...NEW_TIME, OptionalAttendees: attendees(DORA) }
  set(office, item(id), change, { to: 'SendOnlyToChanged' })
  expect(onlyOne(office, BOB)['Start']).toBe(PLANNING['Start'])
  expect(onlyOne(office, DORA)['Start']).toBe(NEW_TIME.Start)

  set(office, item(id), { Subject: 'Other' })
  expect(newest(office, BOB)['MeetingRequestType']).toBe('FullUpdate')
  expect(onlyOne(office, BOB)['Start']).toBe(NEW_TIME.Start)
})

it('invites with the next sending who was added without one', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  set(office, item(id), { OptionalAttendees: attendees(DORA) }, { to: 'SendToNone' })
  expect(list(office, DORA)).toEqual([])
  set(office, item(id), { Subject: 'Other' }, { to: 'SendOnlyToChanged' })

  expect(inbox(office, DORA)).toEqual(['NewMeetingRequest'])
  expect(inbox(office, BOB)).toEqual(['NewMeetingRequest'])
})

it('keeps the answer of an attendee who becomes optional', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })

  set(office, item(id), { RequiredAttendees: undefined, OptionalAttendees: attendees(BOB) })

  expect(newest(office, BOB)['MeetingRequestType']).toBe('InformationalUpdate')
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Accept' })
  expect(onlyOne(office, BOB)).toMatchObject({ MyResponseType: 'Accept', IsCancelled: false })
})

it('counts sent updates of the time, and cancellations, in the sequence number', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  const sequence = () => get(office, ALICE, item(id))['AppointmentSequenceNumber']

  set(office, item(id), { Subject: 'Other', Location: 'Garden' })
  expect(sequence()).toBe(0)
  set(office, item(id), NEW_TIME, { to: 'SendToNone' })
  expect(sequence()).toBe(0)
  set(office, item(id), { End: '2026-03-04T12:00:00Z' })
  expect(sequence()).toBe(1)
  drop(office, item(id))
  expect(onlyOne(office, BOB)['AppointmentSequenceNumber']).toBe(2)
})

it('highlights what an update changed', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  set(office, item(id), {
    ...NEW_TIME,
    End: PLANNING['End'],
    Start: '2026-03-04T09:10:00Z',
    Location: 'Garden',
  })

  const request = idOf(newest(office, BOB))
  const path = { name: 'FieldURI', value: { '@FieldURI': 'meetingRequest:ChangeHighlights' } }
  const [message] = office.as(BOB)('GetItem', {
    ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [path] } },
    ItemIds: { $each: [item(request)] },
  })
  const found = (message?.['Items'] as EwsObject).$each?.[0]?.value as EwsObject
  expect(found['ChangeHighlights']).toMatchObject({
    HasLocationChanged: true,
    Location: 'Garden',
    HasStartTimeChanged: true,
    Start: '2026-03-04T09:10:00Z',
    HasEndTimeChanged: false,
  })
})

it('makes earlier requests outdated, and removes updates that later ones repeat', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  set(office, item(id), NEW_TIME)
  set(office, item(id), { Location: 'Garden' })

  expect(inbox(office, BOB)).toEqual(['Outdated', 'InformationalUpdate'])
  expect(list(office, BOB, 'inbox').map((message) => message['IsOutOfDate'])).toEqual([true, false])
  expect(list(office, BOB, 'deleteditems').map((message) => message['MeetingRequestType'])).toEqual([
    'FullUpdate',
  ])
})

it('asks for no answer where the organizer wants none', () => {
  const office = createMeetingOffice()

  create(office, { ...MEETING, IsResponseRequested: false })

  expect(newest(office, BOB)['IsResponseRequested']).toBe(false)
  expect(onlyOne(office, BOB)['IsResponseRequested']).toBe(false)
})

it('refuses to send for what lies in Deleted Items, but changes it', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'MoveToDeletedItems',
    '@SendMeetingCancellations': 'SendToNone',
    ItemIds: { $each: [item(id)] },
  })
  const gone = idOf(onlyOne(office, ALICE, 'deleteditems'))

  expect(codeOf(set(office, item(gone), { Subject: 'x' }))).toBe('ErrorCalendarCannotUpdateDeletedItem')
  expect(codeOf(set(office, item(gone), { Subject: 'x' }, { to: 'SendToNone' }))).toBe('NoError')
})

it('changes of a request that was sent only how it lies in the mailbox', () => {
  const office = createMeetingOffice()
  create(office, MEETING)
  const sent = idOf(onlyOne(office, ALICE, 'sentitems'))
  const write = (uri: string, values: EwsObject) =>
    office.as(ALICE)('UpdateItem', {
      '@ConflictResolution': 'AlwaysOverwrite',
      '@MessageDisposition': 'SaveOnly',
      ItemChanges: {
        ItemChange: [
          {
            ItemId: sent,
            Updates: {
              $each: [
                { name: 'SetItemField', value: { FieldURI: { '@FieldURI': uri }, MeetingRequest: values } },
              ],
            },
          },
        ],
      },
    })[0]

  expect(codeOf(write('item:Subject', { Subject: 'x' }))).toBe('ErrorSentMeetingRequestUpdate')
  expect(codeOf(write('message:IsRead', { IsRead: false }))).toBe('NoError')
})
