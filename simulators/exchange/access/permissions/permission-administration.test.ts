import { expect, it } from 'vitest'
import { ALICE, BOB, createOffice, ROOM, STAFF, type Office } from '../../ews/operations/testing/office.js'
import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import {
  createAdPermissionAdministration,
  createFolderPermissionAdministration,
  createMailboxPermissionAdministration,
  LEVELS,
  ownsAll,
  readAccessRights,
  renderAccessRights,
  sendRightFor,
  type MailboxPermission,
} from './index.js'

const recipient = (office: Office, address: string) => office.store.recipients.resolve(address)
const objectOf = (office: Office, address: string) => recipient(office, address)?.objectGuid ?? ''
const mailboxOf = (office: Office, address: string) => recipient(office, address)?.mailboxGuid ?? ''

function toAlices(office: Office, trustee: string, more: Partial<MailboxPermission> = {}): MailboxPermission {
  return {
    mailbox: mailboxOf(office, ALICE),
    trustee: objectOf(office, trustee),
    rights: ['FullAccess'],
    isDeny: false,
    inheritance: 'All',
    ...more,
  }
}

const opens = (office: Office, address: string) =>
  ownsAll(office.store, mailboxOf(office, address), mailboxOf(office, ALICE))

it('opens a mailbox to somebody and to the members of a group, and closes it again', () => {
  const office = createOffice()
  const permissions = createMailboxPermissionAdministration(office.store)
  expect([opens(office, BOB), opens(office, ROOM)]).toEqual([false, false])

  permissions.add(toAlices(office, STAFF))
  expect([opens(office, BOB), opens(office, ROOM)]).toEqual([true, false])

  permissions.add(toAlices(office, ROOM, { rights: ['FullAccess', 'ReadPermission'] }))
  permissions.remove(toAlices(office, STAFF))
  expect([opens(office, BOB), opens(office, ROOM)]).toEqual([false, true])

  permissions.remove(toAlices(office, ROOM))
  expect(opens(office, ROOM)).toBe(false)
  expect(permissions.of(mailboxOf(office, ALICE))).toMatchObject([{ rights: ['ReadPermission'] }])
})

it('lets a denial come before what a group allows', () => {
  const office = createOffice()
  const permissions = createMailboxPermissionAdministration(office.store)
  permissions.add(toAlices(office, STAFF))
  permissions.add(toAlices(office, BOB, { isDeny: true }))

  expect(opens(office, BOB)).toBe(false)
  expect(permissions.of(mailboxOf(office, ALICE)).map(({ isDeny }) => isDeny)).toEqual([true, false])
})

it('does not open the folders of a mailbox by a right that is not inherited', () => {
  const office = createOffice()
  createMailboxPermissionAdministration(office.store).add(toAlices(office, BOB, { inheritance: 'None' }))

  expect(opens(office, BOB)).toBe(false)
})

it('refuses to remove what is not there', () => {
  const office = createOffice()
  const permissions = createMailboxPermissionAdministration(office.store)
  permissions.add(toAlices(office, BOB))
  const wrong = [toAlices(office, ROOM), toAlices(office, BOB, { isDeny: true })]

  for (const one of wrong) {
    expect(() => permissions.remove(one)).toThrow(expect.objectContaining({ code: 'PERMISSION_NOT_FOUND' }))
  }
})

it('opens every mailbox of a database to who may receive as it, unless the mailbox says otherwise', () => {
  const office = createOffice()
  const [database = ''] = office.store.recipients.storedIn(objectOf(office, ALICE))
  const trustee = objectOf(office, BOB)
  const directory = createAdPermissionAdministration(office.store)

  directory.add({ object: database, trustee, extendedRights: ['Receive-As'], isDeny: false })
  expect(opens(office, BOB)).toBe(true)

  createMailboxPermissionAdministration(office.store).add(toAlices(office, BOB, { isDeny: true }))
  expect(opens(office, BOB)).toBe(false)
})

it('knows who may send for whom, and how', () => {
  const office = createOffice()
  const directory = createAdPermissionAdministration(office.store)
  const alice = recipient(office, ALICE)
  const right = () => alice && sendRightFor(office.store, mailboxOf(office, BOB), alice)
  const sendAs = {
    object: objectOf(office, ALICE),
    trustee: objectOf(office, STAFF),
    extendedRights: ['Send-As'] as const,
    isDeny: false,
  }
  expect(right()).toBe('none')

  const change = office.directory.change()
  change.link({ attribute: 'publicDelegates', from: objectOf(office, ALICE), to: objectOf(office, BOB) })
  change.commit('test', 'test')
  expect(right()).toBe('sendOnBehalf')

  directory.add(sendAs)
  expect(right()).toBe('sendAs')
  directory.remove(sendAs)
  expect(right()).toBe('sendOnBehalf')
})

it('adds, changes and removes the entries of a folder', () => {
  const office = createOffice()
  const folders = createFolderPermissionAdministration(office.store)
  const at = { mailbox: mailboxOf(office, ALICE), folder: FOLDER_NUMBERS.calendar }
  const grantee = { kind: 'recipient', objectGuid: objectOf(office, BOB) } as const

  folders.add(at, { grantee, rights: LEVELS.Reviewer })
  folders.set(at, { grantee, rights: LEVELS.Editor })
  folders.set(at, { grantee: { kind: 'Default' }, rights: LEVELS.None })
  expect(folders.of(at).map(({ rights }) => renderAccessRights(rights))).toEqual([
    ['None'],
    ['None'],
    ['Editor'],
  ])

  const refused: readonly (readonly [() => void, string])[] = [
    [() => folders.add(at, { grantee, rights: LEVELS.Owner }), 'FOLDER_PERMISSION_EXISTS'],
    [() => folders.remove(at, { kind: 'Default' }), 'FOLDER_PERMISSION_FIXED'],
  ]
  for (const [act, code] of refused) expect(act).toThrow(expect.objectContaining({ code }))

  folders.remove(at, grantee)
  expect(() => folders.remove(at, grantee)).toThrow(
    expect.objectContaining({ code: 'FOLDER_PERMISSION_NOT_FOUND' }),
  )
})

it.each([
  [['editor'], ['Editor']],
  [['LimitedDetails'], ['LimitedDetails']],
  [['NonEditingAuthor'], ['NonEditingAuthor']],
  [
    ['ReadItems', 'EditOwnedItems'],
    ['ReadItems', 'EditOwnedItems'],
  ],
  [['ReadItems', 'FolderVisible'], ['Reviewer']],
])('reads the rights %j of the shell and shows them as %j', (given, shown) => {
  const rights = readAccessRights(given)

  expect(rights && renderAccessRights(rights)).toEqual(shown)
})

it('does not know a right that the shell does not have', () => {
  expect(readAccessRights(['Reviewer', 'Sing'])).toBeUndefined()
})
