import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../tree.js'
import { ALICE, BOB, create, createOffice, field, inFolder, PLANNING, type Office } from './testing/office.js'
import { members, text, valueOf } from './request-parts.js'

const getFolder = (office: Office, reference: EwsElement, shape: EwsObject = { BaseShape: 'Default' }) =>
  office.as(ALICE)('GetFolder', { FolderShape: shape, FolderIds: { $each: [reference] } })[0]

const folderIn = (message: EwsObject | undefined) => members(message?.['Folders'] as EwsObject)[0]

const convert = (office: Office, id: string, from: string, to: string, mailbox = ALICE) => {
  const [message] = office.as(ALICE)('ConvertId', {
    '@DestinationFormat': to,
    SourceIds: {
      $each: [{ name: 'AlternateId', value: { '@Format': from, '@Id': id, '@Mailbox': mailbox } }],
    },
  })
  const converted = message?.['AlternateId'] as EwsObject | undefined
  return text(converted, '@Id') ?? text(message, 'ResponseCode') ?? ''
}

it('shows a folder as an element of its class', () => {
  const office = createOffice()
  create(office, PLANNING)

  const calendar = folderIn(getFolder(office, inFolder('calendar')))
  const inbox = folderIn(getFolder(office, inFolder('inbox')))

  expect(calendar).toMatchObject({
    name: 'CalendarFolder',
    value: { DisplayName: 'Calendar', ChildFolderCount: 0 },
  })
  expect(calendar?.value).not.toHaveProperty('TotalCount')
  expect(inbox).toMatchObject({ name: 'Folder', value: { TotalCount: 0, UnreadCount: 0 } })
})

it('finds a folder again by its id, and the properties that tell of missed changes', () => {
  const office = createOffice()
  create(office, PLANNING)
  const { FolderId } = folderIn(getFolder(office, inFolder('calendar')))?.value as EwsObject
  const tag = { '@PropertyTag': '0x670A', '@PropertyType': 'SystemTime' }

  const again = getFolder(
    office,
    { name: 'FolderId', value: FolderId as EwsObject },
    {
      BaseShape: 'IdOnly',
      AdditionalProperties: { $each: [field('folder:TotalCount'), { name: 'ExtendedFieldURI', value: tag }] },
    },
  )

  expect(folderIn(again)?.value).toEqual({
    FolderId,
    TotalCount: 1,
    ExtendedProperty: [
      { ExtendedFieldURI: { ...tag, '@PropertyTag': '0x670a' }, Value: '2026-03-02T08:00:00Z' },
    ],
  })
})

it('hides the folders of others', () => {
  const office = createOffice()
  const his = { name: 'DistinguishedFolderId', value: { '@Id': 'calendar', Mailbox: { EmailAddress: BOB } } }
  const nobodys = {
    name: 'DistinguishedFolderId',
    value: { '@Id': 'calendar', Mailbox: { EmailAddress: 'x@y' } },
  }

  const codes = [his, nobodys].map((reference) => getFolder(office, reference)?.['ResponseCode'])

  expect(codes).toEqual(['ErrorFolderNotFound', 'ErrorNonExistentMailbox'])
})

it.each([
  ['Shallow', ['msgfolderroot', 'recoverableitemsroot', 'searchfolders'], 3],
  ['Deep', ['msgfolderroot', 'calendar', 'recipientcache', 'recoverableitemspurges'], 24],
])('finds folders %s', (traversal, some, count) => {
  const office = createOffice()

  const [message] = office.as(ALICE)('FindFolder', {
    '@Traversal': traversal,
    FolderShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: { $each: [field('folder:DistinguishedFolderId')] },
    },
    ParentFolderIds: { $each: [inFolder('root')] },
  })

  const root = message?.['RootFolder'] as EwsObject
  const found = members(root['Folders'] as EwsObject).map(
    (folder) => valueOf(folder)['DistinguishedFolderId'],
  )
  expect(found).toEqual(expect.arrayContaining([...some]))
  expect(root['@TotalItemsInView']).toBe(count)
})

it('converts an id into every format and back', () => {
  const office = createOffice()
  const id = text(create(office, PLANNING), '@Id') ?? ''

  for (const format of ['EntryId', 'HexEntryId', 'StoreId', 'OwaId', 'EwsLegacyId', 'EwsId']) {
    const converted = convert(office, id, 'EwsId', format)
    expect(convert(office, converted, format, 'EwsId')).toBe(id)
  }
  expect(convert(office, id, 'EwsId', 'HexEntryId')).toMatch(/^00000000[0-9A-F]{132}$/)
})

it('refuses ids that are none and mailboxes that are not there', () => {
  const office = createOffice()
  const id = text(create(office, PLANNING), '@Id') ?? ''

  expect(convert(office, 'DUMMY', 'EwsId', 'EntryId')).toBe('ErrorInvalidIdMalformed')
  const entryId = convert(office, id, 'EwsId', 'EntryId')
  expect(convert(office, entryId, 'EntryId', 'EwsId', 'DUMMY')).toBe('ErrorNonExistentMailbox')
  expect(convert(office, id, 'EwsId', 'EntryId', 'DUMMY')).toBe(entryId)
})

it('needs a mailbox to act in', () => {
  const office = createOffice()
  const noMailbox = {
    account: { sid: 'S-1', userPrincipalName: 'svc' },
    mailbox: undefined,
    impersonating: false,
  }

  const call = () =>
    office.as(ALICE, { caller: noMailbox })('GetFolder', {
      FolderShape: { BaseShape: 'IdOnly' },
      FolderIds: { $each: [inFolder('calendar')] },
    })

  expect(call).toThrow('ErrorNonExistentMailbox')
})
