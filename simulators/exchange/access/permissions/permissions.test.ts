import { expect, it } from 'vitest'
import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import { delegateSettings, delegatesOf } from '../../calendar/delegates.js'
import type { EwsObject } from '../../ews/tree.js'
import {
  ALICE,
  BOB,
  createOffice,
  field,
  inFolder,
  ROOM,
  STAFF,
  type Office,
} from '../../ews/operations/testing/office.js'
import { put } from '../../../core/index.js'
import {
  createMailboxPermissionAdministration,
  delegationWrites,
  entriesOf,
  LEVELS,
  levelOf,
  permissionWrites,
  readPermissionSet,
  renderPermissionSet,
  rightsOn,
  seesPrivateItems,
  withGrant,
  type PermissionLevel,
} from './index.js'

const mailboxOf = (office: Office, address: string) =>
  office.store.recipients.resolve(address)?.mailboxGuid ?? ''
const objectOf = (office: Office, address: string) =>
  office.store.recipients.resolve(address)?.objectGuid ?? ''

function grant(office: Office, address: string, level: PermissionLevel): void {
  const at = { mailbox: mailboxOf(office, ALICE), folder: FOLDER_NUMBERS.calendar }
  const entries = withGrant(entriesOf(office.store, at), objectOf(office, address), LEVELS[level])
  office.core.world.commit({ cause: 'test', reason: 'test', writes: permissionWrites(at, entries) })
}

function levelFor(office: Office, address: string, folder: number = FOLDER_NUMBERS.calendar) {
  const at = { mailbox: mailboxOf(office, ALICE), folder }
  return levelOf(rightsOn(office.store, mailboxOf(office, address), at))
}

it('tells everybody when the owner of a calendar is busy, and of other folders nothing', () => {
  const office = createOffice()

  expect(levelFor(office, ALICE)).toBe('Owner')
  expect(levelFor(office, BOB)).toBe('FreeBusyTimeOnly')
  expect(levelFor(office, BOB, FOLDER_NUMBERS.inbox)).toBe('None')
})

it('gives who has an entry what it says, and members of a group what the group has', () => {
  const office = createOffice()
  grant(office, STAFF, 'Reviewer')

  expect(levelFor(office, BOB)).toBe('Reviewer')
  expect(levelFor(office, ROOM)).toBe('FreeBusyTimeOnly')

  grant(office, BOB, 'None')

  expect(levelFor(office, BOB)).toBe('None')
})

it('opens everything to whom the mailbox was opened to', () => {
  const office = createOffice()
  createMailboxPermissionAdministration(office.store).add({
    mailbox: mailboxOf(office, ALICE),
    trustee: objectOf(office, BOB),
    rights: ['FullAccess'],
    isDeny: false,
    inheritance: 'All',
  })

  expect(levelFor(office, BOB, FOLDER_NUMBERS.inbox)).toBe('Owner')
  expect(seesPrivateItems(office.store, mailboxOf(office, BOB), mailboxOf(office, ALICE))).toBe(true)
})

it('shows private items to the delegates who may see them', () => {
  const office = createOffice()
  const [alice, bob, room] = [ALICE, BOB, ROOM].map((address) => mailboxOf(office, address))
  const delegate = { mailboxGuid: bob ?? '', receivesMeetingMessages: false, viewsPrivateItems: true }
  const settings = { mailbox: alice ?? '', delivery: 'NoForward', delegates: [delegate] } as const
  office.core.world.commit({ cause: 'test', reason: 'test', writes: [put(delegateSettings, settings)] })

  expect([bob, room].map((guid) => seesPrivateItems(office.store, guid, alice ?? ''))).toEqual([true, false])
})

it.each(Object.keys(LEVELS) as PermissionLevel[])(
  'knows the rights of the level %s as that level',
  (level) => {
    expect(levelOf(LEVELS[level])).toBe(level)
  },
)

it('reads back the permission set that it shows', () => {
  const office = createOffice()
  grant(office, BOB, 'Author')
  const at = { mailbox: mailboxOf(office, ALICE), folder: FOLDER_NUMBERS.calendar }

  const shown = renderPermissionSet(office.store, at, 'calendar')

  expect(shown).toMatchObject({
    CalendarPermissions: {
      CalendarPermission: [
        { UserId: { DistinguishedUser: 'Default' }, CalendarPermissionLevel: 'FreeBusyTimeOnly' },
        { UserId: { DistinguishedUser: 'Anonymous' }, CalendarPermissionLevel: 'None' },
        {
          UserId: { PrimarySmtpAddress: BOB, DisplayName: 'Bob Böhm' },
          EditItems: 'Owned',
          CalendarPermissionLevel: 'Author',
        },
      ],
    },
  })
  expect(readPermissionSet(office.store.recipients, shown)).toEqual(entriesOf(office.store, at))
})

const custom = { CalendarPermissionLevel: 'Custom' }

it.each([
  ['a user twice', [BOB, BOB], custom, 'ErrorDuplicateUserIdsSpecified'],
  ['somebody unknown', ['nobody@ent-pa.example'], custom, 'ErrorInvalidUserInfo'],
  [
    'a right that its level does not have',
    [BOB],
    { CalendarPermissionLevel: 'Reviewer', EditItems: 'All' },
    'ErrorInvalidPermissionSettings',
  ],
])('refuses a permission set with %s', (_what, addresses, rights, responseCode) => {
  const office = createOffice()
  const entries = addresses.map((PrimarySmtpAddress) => ({ UserId: { PrimarySmtpAddress }, ...rights }))
  const set = { CalendarPermissions: { CalendarPermission: entries } }

  expect(() => readPermissionSet(office.store.recipients, set)).toThrow(
    expect.objectContaining({ responseCode }),
  )
})

it('refuses a user without any name, and entries that were unknown', () => {
  const { recipients } = createOffice().store
  const nameless = { CalendarPermissions: { CalendarPermission: [{ UserId: {}, ...custom }] } }
  const unknown = { UnknownEntries: { UnknownEntry: ['x'] } }

  expect(() => readPermissionSet(recipients, nameless)).toThrow(
    expect.objectContaining({ responseCode: 'ErrorMissingUserIdInformation' }),
  )
  expect(() => readPermissionSet(recipients, unknown)).toThrow(
    expect.objectContaining({ responseCode: 'ErrorCannotSetPermissionUnknownEntries' }),
  )
})

it('is read with its folder, in the form of a calendar or of another', () => {
  const [message] = createOffice().as(ALICE)('GetFolder', {
    FolderShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [field('folder:PermissionSet')] } },
    FolderIds: { $each: [inFolder('calendar')] },
  })

  const [calendar] = (message?.['Folders'] as EwsObject).$each ?? []
  expect(calendar?.value).toMatchObject({
    PermissionSet: { CalendarPermissions: { CalendarPermission: [{ ReadItems: 'TimeOnly' }, {}] } },
  })
})

it('makes the delegates of an organization editors of the calendar, and names them in the directory', () => {
  const office = createOffice()
  const writes = delegationWrites(office.store, { principal: ALICE, delegate: BOB })
  office.core.world.seed(writes)

  expect(levelFor(office, BOB)).toBe('Editor')
  expect(delegatesOf(office.core.world, mailboxOf(office, ALICE)).delegates).toEqual([
    { mailboxGuid: mailboxOf(office, BOB), receivesMeetingMessages: false, viewsPrivateItems: false },
  ])
  const linked = office.directory.tree.linked('publicDelegates', objectOf(office, ALICE))
  expect([...linked]).toEqual([objectOf(office, BOB)])
  expect(delegationWrites(office.store, { principal: ALICE, delegate: STAFF })).toEqual([])
})
