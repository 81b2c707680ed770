import { expect, it } from 'vitest'
import { delegatesOf } from '../../../calendar/delegates.js'
import type { EwsObject } from '../../tree.js'
import { ALICE, BOB, createOffice, ROOM, STAFF, type Office } from '../testing/office.js'

const NOBODY = 'nobody@ent-pa.example'
const user = (address: string): EwsObject => ({ PrimarySmtpAddress: address })

function add(office: Office, address: string, more: EwsObject = {}, delivery?: string): EwsObject {
  return office.asking(ALICE)('AddDelegate', {
    Mailbox: { EmailAddress: ALICE },
    DelegateUsers: { DelegateUser: [{ UserId: user(address), ...more }] },
    DeliverMeetingRequests: delivery,
  })
}

function get(office: Office, more: EwsObject = {}): EwsObject {
  return office.asking(ALICE)('GetDelegate', {
    '@IncludePermissions': true,
    Mailbox: { EmailAddress: ALICE },
    ...more,
  })
}

function messagesIn(answer: EwsObject): readonly EwsObject[] {
  const messages = answer['ResponseMessages'] as EwsObject | undefined
  return (messages?.['DelegateUserResponseMessageType'] ?? []) as readonly EwsObject[]
}

const codes = (answer: EwsObject) => messagesIn(answer).map(({ ResponseCode }) => ResponseCode)

it('tells of a mailbox without delegates only how requests are delivered', () => {
  const answer = get(createOffice())

  expect(answer).toMatchObject({
    '@ResponseClass': 'Success',
    ResponseCode: 'NoError',
    DeliverMeetingRequests: 'DelegatesAndSendInformationToMe',
  })
  expect(messagesIn(answer)).toEqual([])
})

it('shows a delegate as it was added, with a level for each folder', () => {
  const office = createOffice()

  const added = add(
    office,
    BOB,
    {
      DelegatePermissions: {
        CalendarFolderPermissionLevel: 'Editor',
        InboxFolderPermissionLevel: 'Reviewer',
      },
      ReceiveCopiesOfMeetingMessages: true,
    },
    'DelegatesOnly',
  )

  expect(codes(added)).toEqual(['NoError'])
  const answer = get(office)
  expect(answer['DeliverMeetingRequests']).toBe('DelegatesOnly')
  expect(messagesIn(answer)).toMatchObject([
    {
      DelegateUser: {
        UserId: { PrimarySmtpAddress: BOB, DisplayName: 'Bob Böhm' },
        DelegatePermissions: {
          CalendarFolderPermissionLevel: 'Editor',
          TasksFolderPermissionLevel: 'None',
          InboxFolderPermissionLevel: 'Reviewer',
          ContactsFolderPermissionLevel: 'None',
          NotesFolderPermissionLevel: 'None',
          JournalFolderPermissionLevel: 'None',
        },
        ReceiveCopiesOfMeetingMessages: true,
        ViewPrivateItems: false,
      },
    },
  ])
})

it.each([
  ['the owner', ALICE, 'ErrorDelegateCannotAddOwner'],
  ['somebody who is one already', BOB, 'ErrorDelegateAlreadyExists'],
  ['nobody', NOBODY, 'ErrorDelegateNoUser'],
  ['a distribution list', STAFF, 'ErrorDelegateValidationFailed'],
])('does not make %s a delegate', (_what, address, code) => {
  const office = createOffice()
  add(office, BOB)

  expect(codes(add(office, address))).toEqual([code])
  expect(messagesIn(get(office))).toHaveLength(1)
})

it('adds nobody with rights that are not a level', () => {
  const office = createOffice()
  const permissions = { DelegatePermissions: { CalendarFolderPermissionLevel: 'Custom' } }

  expect(codes(add(office, BOB, permissions))).toEqual(['ErrorInvalidDelegatePermission'])
  expect(messagesIn(get(office))).toEqual([])
})

it('updates what a call names and nothing else', () => {
  const office = createOffice()
  add(office, BOB, {
    DelegatePermissions: { CalendarFolderPermissionLevel: 'Editor', TasksFolderPermissionLevel: 'Editor' },
    ReceiveCopiesOfMeetingMessages: true,
  })

  const updated = office.asking(ALICE)('UpdateDelegate', {
    Mailbox: { EmailAddress: ALICE },
    DelegateUsers: {
      DelegateUser: [
        {
          UserId: user(BOB),
          DelegatePermissions: { CalendarFolderPermissionLevel: 'None' },
          ViewPrivateItems: true,
        },
        { UserId: user(ROOM) },
      ],
    },
    DeliverMeetingRequests: 'NoForward',
  })

  expect(codes(updated)).toEqual(['NoError', 'ErrorNotDelegate'])
  const answer = get(office)
  expect(answer['DeliverMeetingRequests']).toBe('NoForward')
  expect(messagesIn(answer)[0]?.['DelegateUser']).toMatchObject({
    DelegatePermissions: { CalendarFolderPermissionLevel: 'None', TasksFolderPermissionLevel: 'Editor' },
    ReceiveCopiesOfMeetingMessages: true,
    ViewPrivateItems: true,
  })
})

it('takes everything from who is removed, also in the directory', () => {
  const office = createOffice()
  const { tree, recipients } = office.directory
  const [alice, bob] = [ALICE, BOB].map((address) => recipients.resolve(address)?.objectGuid ?? '')
  add(office, BOB, { DelegatePermissions: { CalendarFolderPermissionLevel: 'Editor' } })
  expect([...tree.linked('publicDelegates', alice ?? '')]).toEqual([bob])

  const request = { Mailbox: { EmailAddress: ALICE }, UserIds: { UserId: [user(BOB), user(BOB)] } }
  const removed = office.asking(ALICE)('RemoveDelegate', request)

  expect(codes(removed)).toEqual(['NoError', 'ErrorNotDelegate'])
  expect([...tree.linked('publicDelegates', alice ?? '')]).toEqual([])
  add(office, BOB)
  expect(messagesIn(get(office))[0]?.['DelegateUser']).toMatchObject({
    DelegatePermissions: { CalendarFolderPermissionLevel: 'None' },
  })
})

it('finds the delegates that are named', () => {
  const office = createOffice()
  add(office, BOB)
  const users = { UserIds: { UserId: [user(BOB), user(ROOM), user(NOBODY), {}] } }

  expect(codes(get(office, users))).toEqual([
    'NoError',
    'ErrorNotDelegate',
    'ErrorDelegateNoUser',
    'ErrorMissingUserIdInformation',
  ])
})

it('lets nobody else manage the delegates of a mailbox', () => {
  const office = createOffice()
  const request = { '@IncludePermissions': false, Mailbox: { EmailAddress: ALICE } }

  expect(office.asking(BOB)('GetDelegate', request)).toMatchObject({ ResponseCode: 'ErrorAccessDenied' })
  expect(office.asking(BOB)('GetDelegate', { ...request, Mailbox: { EmailAddress: NOBODY } })).toMatchObject({
    ResponseCode: 'ErrorNonExistentMailbox',
  })
  expect(delegatesOf(office.core.world, office.store.mailboxByAddress(ALICE)?.guid ?? '').delegates).toEqual(
    [],
  )
})
