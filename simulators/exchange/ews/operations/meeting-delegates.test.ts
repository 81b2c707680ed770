import { expect, it } from 'vitest'
import type { MeetingRequestDelivery } from '../../calendar/delegates.js'
import type { EwsObject } from '../tree.js'
import {
  attendees,
  codeOf,
  create,
  createMeetingOffice,
  DORA,
  get,
  idOf,
  item,
  list,
  newest,
  onlyOne,
  respond,
  set,
  tracking,
} from './testing/meetings.js'
import { ALICE, BOB, idIn, PLANNING, type Office } from './testing/office.js'

const WITH_BOB = { ...PLANNING, RequiredAttendees: attendees(BOB) }

/** Dora looks after somebody's calendar, and gets his meeting messages. */
function delegate(office: Office, principal: string, delivery: MeetingRequestDelivery): void {
  office.asking(principal)('AddDelegate', {
    Mailbox: { EmailAddress: principal },
    DelegateUsers: {
      DelegateUser: [
        {
          UserId: { PrimarySmtpAddress: DORA },
          DelegatePermissions: { CalendarFolderPermissionLevel: 'Editor' },
          ReceiveCopiesOfMeetingMessages: true,
        },
      ],
    },
    DeliverMeetingRequests: delivery,
  })
}

const types = (office: Office, address: string) =>
  list(office, address, 'inbox').map((message) => message['MeetingRequestType'])

it.each([
  ['DelegatesOnly', ['NewMeetingRequest'], []],
  ['DelegatesAndMe', ['NewMeetingRequest'], ['NewMeetingRequest']],
  ['DelegatesAndSendInformationToMe', ['NewMeetingRequest'], ['PrincipalWantsCopy']],
  ['NoForward', [], ['NewMeetingRequest']],
] as const)('delivers requests with %s', (delivery, toDelegate, toPrincipal) => {
  const office = createMeetingOffice()
  delegate(office, BOB, delivery)

  create(office, WITH_BOB)

  expect([types(office, DORA), types(office, BOB)]).toEqual([toDelegate, toPrincipal])
  expect(list(office, BOB)).toHaveLength(1)
  expect(list(office, DORA)).toEqual([])
})

it('says in the message of a delegate whose it is, and which item of the principal it is about', () => {
  const office = createMeetingOffice()
  delegate(office, BOB, 'DelegatesAndMe')

  create(office, WITH_BOB)

  expect(newest(office, DORA)).toMatchObject({
    IsDelegated: true,
    AssociatedCalendarItemId: idOf(onlyOne(office, BOB)),
  })
  expect(newest(office, BOB)['IsDelegated']).toBe(false)
})

it('lets a delegate answer in the calendar of the principal, on his behalf, and not by the message', () => {
  const office = createMeetingOffice()
  delegate(office, BOB, 'DelegatesOnly')
  const id = create(office, WITH_BOB)
  const request = newest(office, DORA)

  const refused = ['AcceptItem', 'TentativelyAcceptItem', 'DeclineItem'].map((name) =>
    codeOf(respond(office, DORA, { name, to: idOf(request) })),
  )
  expect(refused).toEqual([
    'ErrorCalendarIsDelegatedForAccept',
    'ErrorCalendarIsDelegatedForTentative',
    'ErrorCalendarIsDelegatedForDecline',
  ])
  respond(office, DORA, { name: 'AcceptItem', to: request['AssociatedCalendarItemId'] as EwsObject })

  expect(onlyOne(office, BOB)['MyResponseType']).toBe('Accept')
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Accept' })
  expect(newest(office, ALICE)).toMatchObject({
    From: { Mailbox: { EmailAddress: BOB } },
    Sender: { Mailbox: { EmailAddress: DORA } },
  })
  expect(list(office, DORA, 'sentitems')).toHaveLength(1)
})

it('makes the principal the organizer of what a delegate creates for him', () => {
  const office = createMeetingOffice()
  delegate(office, ALICE, 'DelegatesAndMe')

  const [message] = office.as(DORA)('CreateItem', {
    '@SendMeetingInvitations': 'SendToAllAndSaveCopy',
    SavedItemFolderId: {
      DistinguishedFolderId: { '@Id': 'calendar', Mailbox: { EmailAddress: ALICE } },
    },
    Items: { $each: [{ name: 'CalendarItem', value: WITH_BOB }] },
  })

  expect(onlyOne(office, ALICE)).toMatchObject({
    Organizer: { Mailbox: { EmailAddress: ALICE } },
    MyResponseType: 'Organizer',
  })
  expect(newest(office, BOB)).toMatchObject({
    From: { Mailbox: { EmailAddress: ALICE } },
    Sender: { Mailbox: { EmailAddress: DORA } },
    Organizer: { Mailbox: { EmailAddress: ALICE } },
  })
  expect(onlyOne(office, BOB)['Organizer']).toMatchObject({ Mailbox: { EmailAddress: ALICE } })
  expect([list(office, DORA, 'sentitems').length, list(office, ALICE, 'sentitems').length]).toEqual([1, 0])

  set(office, item(idIn(message)), { Location: 'Garden' }, { by: DORA })
  expect(newest(office, BOB)).toMatchObject({
    Sender: { Mailbox: { EmailAddress: DORA } },
    Location: 'Garden',
  })
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })
  expect([newest(office, ALICE), newest(office, DORA)].map((one) => one['Subject'])).toEqual([
    'Accepted: Planning',
    'Accepted: Planning',
  ])
})

it('makes earlier requests outdated in the Inbox of the delegate, too', () => {
  const office = createMeetingOffice()
  delegate(office, BOB, 'DelegatesOnly')
  const id = create(office, WITH_BOB)

  set(office, item(id), { End: '2026-03-04T10:00:00Z' })

  expect(types(office, DORA)).toEqual(['Outdated', 'FullUpdate'])
  expect(get(office, ALICE, item(id))['AppointmentSequenceNumber']).toBe(1)
})
