import { expect, it } from 'vitest'
import { put } from '../../../../core/index.js'
import {
  entriesOf,
  LEVELS,
  permissionWrites,
  withGrant,
  type PermissionLevel,
} from '../../../access/permissions/index.js'
import { delegateSettings } from '../../../calendar/delegates.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { members, valueOf } from '../request-parts.js'
import {
  ALICE,
  attendees,
  BOB,
  change,
  create,
  createOffice,
  field,
  idIn,
  inFolder,
  itemsIn,
  list,
  PLANNING,
  read,
  ROOM,
  type Office,
} from '../testing/office.js'

const mailboxOf = (office: Office, address: string) => office.store.mailboxByAddress(address)?.guid ?? ''

/** Gives Bob a level on a folder of Alice's. */
function grant(office: Office, level: PermissionLevel, folder = 'calendar'): void {
  const mailbox = mailboxOf(office, ALICE)
  const bob = office.store.recipients.resolve(BOB)?.objectGuid ?? ''
  const at = { mailbox, folder: office.store.folderByDistinguishedId(mailbox, folder)?.number ?? 0 }
  const writes = permissionWrites(at, withGrant(entriesOf(office.store, at), bob, LEVELS[level]))
  office.core.world.commit({ cause: 'test', reason: 'test', writes })
}

const ofAlice = (id: string): EwsElement => ({
  name: 'DistinguishedFolderId',
  value: { '@Id': id, Mailbox: { EmailAddress: ALICE } },
})

function getFolder(office: Office, reference: EwsElement, ...paths: readonly EwsElement[]): EwsObject {
  const more = paths.length === 0 ? {} : { AdditionalProperties: { $each: paths } }
  const shape = { BaseShape: 'IdOnly', ...more }
  const request = { FolderShape: shape, FolderIds: { $each: [reference] } }
  const [message] = office.as(BOB)('GetFolder', request)
  const [folder] = members(message?.['Folders'] as EwsObject)
  return folder === undefined ? { code: message?.['ResponseCode'] } : valueOf(folder)
}

function find(office: Office, reference: EwsElement = ofAlice('calendar')): EwsObject {
  const request = {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'IdOnly' },
    ParentFolderIds: { $each: [reference] },
  }
  const [message] = office.as(BOB)('FindItem', request)
  const found = itemsIn(message?.['RootFolder'] as EwsObject | undefined)
  return { code: message?.['ResponseCode'], count: found.length }
}

function createFor(office: Office, item: EwsObject = PLANNING): EwsObject | undefined {
  const target = { DistinguishedFolderId: valueOf(ofAlice('calendar')) }
  return office.as(BOB)('CreateItem', {
    '@SendMeetingInvitations': 'SendToAllAndSaveCopy',
    SavedItemFolderId: target,
    Items: { $each: [{ name: 'CalendarItem', value: item }] },
  })[0]
}

function changeAs(office: Office, address: string, id: EwsObject): unknown {
  const update = {
    name: 'SetItemField',
    value: { FieldURI: { '@FieldURI': 'item:Subject' }, CalendarItem: { Subject: 'Changed' } },
  }
  const asBob = { ...office, as: () => office.as(address) }
  return change(asBob, id, [update])?.['ResponseCode']
}

function remove(office: Office, address: string, id: EwsObject): unknown {
  return office.as(address)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': 'SendToNone',
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })[0]?.['ResponseCode']
}

it('hides from everybody else what the owner has', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  expect(getFolder(office, ofAlice('calendar'))).toEqual({ code: 'ErrorFolderNotFound' })
  expect(find(office)).toMatchObject({ code: 'ErrorFolderNotFound' })
  expect(read(office, BOB, id)).toEqual({ code: 'ErrorItemNotFound' })
  expect(createFor(office)).toMatchObject({ ResponseCode: 'ErrorSavedItemFolderNotFound' })
  expect([changeAs(office, BOB, id), remove(office, BOB, id)]).toEqual([
    'ErrorItemNotFound',
    'ErrorItemNotFound',
  ])
})

it('lets a reviewer read and nothing else', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  grant(office, 'Reviewer')

  expect(find(office)).toEqual({ code: 'NoError', count: 1 })
  expect(read(office, BOB, id)).toMatchObject({
    Subject: 'Planning',
    EffectiveRights: { Read: true, Modify: false, Delete: false, ViewPrivateItems: false },
  })
  expect(createFor(office)).toMatchObject({ ResponseCode: 'ErrorAccessDenied' })
  expect([changeAs(office, BOB, id), remove(office, BOB, id)]).toEqual([
    'ErrorAccessDenied',
    'ErrorAccessDenied',
  ])
})

it('reaches a folder by its id as by its owner', () => {
  const office = createOffice()
  grant(office, 'Editor')
  const rights = field('folder:EffectiveRights')

  const folder = getFolder(office, ofAlice('calendar'), rights)

  expect(folder).toMatchObject({
    EffectiveRights: { CreateContents: true, CreateHierarchy: false, Delete: false, Read: true },
  })
  const byId = { name: 'FolderId', value: folder['FolderId'] as EwsObject }
  expect(getFolder(office, byId, rights)).toEqual(folder)
  expect(find(office, byId)).toMatchObject({ code: 'NoError' })
})

it('lets an author change and delete what he created, and an editor everything', () => {
  const office = createOffice()
  const hers = create(office, PLANNING)
  grant(office, 'Author')
  const his = idIn(createFor(office))

  expect([changeAs(office, BOB, his), changeAs(office, BOB, hers)]).toEqual(['NoError', 'ErrorAccessDenied'])
  expect([remove(office, BOB, his), remove(office, BOB, hers)]).toEqual(['NoError', 'ErrorAccessDenied'])

  grant(office, 'Editor')

  expect([changeAs(office, BOB, hers), remove(office, BOB, hers)]).toEqual(['NoError', 'NoError'])
})

it('lets a contributor create what he cannot read', () => {
  const office = createOffice()
  grant(office, 'Contributor')
  const created = createFor(office)

  expect(created).toMatchObject({ ResponseCode: 'NoError' })
  expect(read(office, BOB, idIn(created))).toEqual({ code: 'ErrorAccessDenied' })
  expect(find(office)).toMatchObject({ code: 'ErrorAccessDenied' })
  expect(list(office, ALICE)).toMatchObject([{ Subject: 'Planning', LastModifiedName: 'Bob Böhm' }])
})

it('organizes the meetings that a delegate creates for the principal, on whose behalf he writes', () => {
  const office = createOffice()
  grant(office, 'Editor')

  const created = createFor(office, { ...PLANNING, RequiredAttendees: attendees(ROOM) })

  expect(read(office, ALICE, idIn(created))).toMatchObject({
    Organizer: { Mailbox: { EmailAddress: ALICE } },
    MyResponseType: 'Organizer',
    LastModifiedName: 'Bob Böhm',
  })
  const [sent] = list(office, BOB, 'sentitems')
  expect(sent).toMatchObject({
    From: { Mailbox: { EmailAddress: ALICE } },
    Sender: { Mailbox: { EmailAddress: BOB } },
  })
})

it('shows private items to delegates only who may see them', () => {
  const office = createOffice()
  const id = create(office, { ...PLANNING, Sensitivity: 'Private' })
  grant(office, 'Editor')

  expect(find(office)).toEqual({ code: 'NoError', count: 0 })
  expect(read(office, BOB, id)).toEqual({ code: 'ErrorItemNotFound' })

  const bob = { mailboxGuid: mailboxOf(office, BOB), receivesMeetingMessages: false, viewsPrivateItems: true }
  const settings = { mailbox: mailboxOf(office, ALICE), delivery: 'NoForward', delegates: [bob] } as const
  office.core.world.commit({ cause: 'test', reason: 'test', writes: [put(delegateSettings, settings)] })

  expect(find(office)).toEqual({ code: 'NoError', count: 1 })
  expect(read(office, BOB, id)).toMatchObject({ EffectiveRights: { ViewPrivateItems: true } })
})

it('opens other folders by their own rights', () => {
  const office = createOffice()
  grant(office, 'Editor')

  expect(getFolder(office, ofAlice('inbox'))).toEqual({ code: 'ErrorFolderNotFound' })
  grant(office, 'Reviewer', 'inbox')
  expect(getFolder(office, ofAlice('inbox'))).toHaveProperty('FolderId')
  expect(getFolder(office, inFolder('inbox'))).not.toEqual(getFolder(office, ofAlice('inbox')))
})

it('gives a new folder the rights of the one above, and its maker all of them', () => {
  const office = createOffice()
  grant(office, 'PublishingEditor')
  const make = (address: string, DisplayName: string) =>
    office.as(address)('CreateFolder', {
      ParentFolderId: { DistinguishedFolderId: valueOf(ofAlice('calendar')) },
      Folders: { $each: [{ name: 'CalendarFolder', value: { DisplayName } }] },
    })[0]
  make(ALICE, 'Hers')
  make(BOB, 'His')

  const [message] = office.as(BOB)('FindFolder', {
    '@Traversal': 'Shallow',
    FolderShape: {
      BaseShape: 'Default',
      AdditionalProperties: { $each: [field('folder:EffectiveRights')] },
    },
    ParentFolderIds: { $each: [ofAlice('calendar')] },
  })

  const folders = members((message?.['RootFolder'] as EwsObject)['Folders'] as EwsObject).map(valueOf)
  expect(folders).toMatchObject([
    { DisplayName: 'Hers', EffectiveRights: { CreateHierarchy: true, Delete: false } },
    { DisplayName: 'His', EffectiveRights: { CreateHierarchy: true, Delete: true } },
  ])
})

it('finds no folders below another that are not to be seen', () => {
  const office = createOffice()
  grant(office, 'Reviewer', 'msgfolderroot')

  const [message] = office.as(BOB)('FindFolder', {
    '@Traversal': 'Deep',
    FolderShape: { BaseShape: 'IdOnly' },
    ParentFolderIds: { $each: [ofAlice('msgfolderroot')] },
  })

  expect(message?.['RootFolder']).toMatchObject({ '@TotalItemsInView': 0 })
})
