import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../../tree.js'
import { valueOf } from '../request-parts.js'
import { ALICE, createOffice, field, inFolder, PLANNING, create } from '../testing/office.js'
import { codeOf, find, folderId, foldersIn, make, namesOf, rename, show } from './testing/folder-calls.js'

const NOTE = {
  '@DistinguishedPropertySetId': 'PublicStrings',
  '@PropertyName': 'note',
  '@PropertyType': 'String',
} as const

it.each([
  ['Folder', 'IPF.Note'],
  ['CalendarFolder', 'IPF.Appointment'],
  ['ContactsFolder', 'IPF.Contact'],
  ['TasksFolder', 'IPF.Task'],
])('creates a %s of its class', (element, folderClass) => {
  const office = createOffice()

  const { id } = make(office, 'Projects', { element })

  expect(show(office, folderId(id))).toMatchObject({
    name: element,
    value: { DisplayName: 'Projects', FolderClass: folderClass, TotalCount: 0, ChildFolderCount: 0 },
  })
})

it('finds a created folder below its parent, and counts it there', () => {
  const office = createOffice()
  const { id } = make(office, 'Projects')
  make(office, 'Webex', { parent: folderId(id) })

  expect(namesOf(find(office, inFolder('inbox')))).toEqual(['Projects', 'Webex'])
  expect(namesOf(find(office, inFolder('inbox'), { '@Traversal': 'Shallow' }))).toEqual(['Projects'])
  expect(find(office, inFolder('inbox'))[0]).toMatchObject({ ChildFolderCount: 1 })
})

it('refuses a name that is taken, a parent that is not there and a class of another kind', () => {
  const office = createOffice()
  make(office, 'Projects')

  const taken = make(office, 'PROJECTS').message
  const orphan = make(office, 'Projects', { parent: inFolder('archiveroot') }).message
  const contacts = make(office, 'Team', {
    element: 'CalendarFolder',
    more: { FolderClass: 'IPF.Contact' },
  }).message

  expect([taken, orphan, contacts].map(codeOf)).toEqual([
    'ErrorFolderExists',
    'ErrorParentFolderNotFound',
    'ErrorNoFolderClassOverride',
  ])
})

it('holds appointments in a second calendar', () => {
  const office = createOffice()
  const { id } = make(office, 'Team', { element: 'CalendarFolder', parent: inFolder('calendar') })

  create(office, PLANNING, { SavedItemFolderId: { FolderId: id } })

  expect(show(office, folderId(id)).value).toMatchObject({ TotalCount: 1 })
  expect(show(office, inFolder('calendar')).value).toMatchObject({ TotalCount: 0, ChildFolderCount: 1 })
})

it('keeps extended properties and finds folders by them', () => {
  const office = createOffice()
  const property = { ExtendedFieldURI: NOTE, Value: 'kept' }
  make(office, 'Projects', { more: { ExtendedProperty: [property] } })
  make(office, 'Others')

  const found = find(office, inFolder('inbox'), {
    FolderShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: { $each: [{ name: 'ExtendedFieldURI', value: NOTE }] },
    },
    Restriction: {
      IsEqualTo: { ExtendedFieldURI: NOTE, FieldURIOrConstant: { Constant: { '@Value': 'kept' } } },
    },
  })

  expect(found).toMatchObject([{ ExtendedProperty: [property] }])
})

it('shows a page of the folders that a restriction leaves', () => {
  const office = createOffice()
  for (const name of ['Alpha', 'Beta', 'Gamma']) make(office, name)
  const [message] = office.as(ALICE)('FindFolder', {
    '@Traversal': 'Shallow',
    FolderShape: { BaseShape: 'Default' },
    IndexedPageFolderView: { '@MaxEntriesReturned': 1, '@Offset': 0, '@BasePoint': 'Beginning' },
    Restriction: {
      Contains: {
        '@ContainmentMode': 'Substring',
        '@ContainmentComparison': 'IgnoreCase',
        FieldURI: { '@FieldURI': 'folder:DisplayName' },
        Constant: { '@Value': 'M' },
      },
    },
    ParentFolderIds: { $each: [inFolder('inbox')] },
  })

  expect(message?.['RootFolder']).toMatchObject({ '@TotalItemsInView': 1, '@IncludesLastItemInRange': true })
  expect(namesOf(foldersIn(message?.['RootFolder'] as EwsObject).map(valueOf))).toEqual(['Gamma'])
})

it('gives a folder that is changed a new change key and the same id', () => {
  const office = createOffice()
  const { id } = make(office, 'Projects')

  const message = rename(office, folderId(id), 'Plans')

  const renamed = valueOf(foldersIn(message)[0] as EwsElement)['FolderId'] as EwsObject
  expect(renamed['@Id']).toBe(id['@Id'])
  expect(renamed['@ChangeKey']).not.toBe(id['@ChangeKey'])
  expect(show(office, folderId(id)).value).toMatchObject({ DisplayName: 'Plans', FolderId: renamed })
})

it('names each mistake of an update', () => {
  const office = createOffice()
  const { id } = make(office, 'Projects')
  make(office, 'Plans')

  expect(codeOf(rename(office, folderId(id), 'plans'))).toBe('ErrorFolderExists')
  expect(codeOf(rename(office, folderId(id), 'Plan', 'CalendarFolder'))).toBe('ErrorObjectTypeChanged')
  expect(codeOf(rename(office, inFolder('inbox'), 'Mail'))).toBe('ErrorAccessDenied')
  expect(codeOf(rename(office, folderId({ '@Id': 'DUMMY' }), 'Mail'))).toBe('ErrorInvalidIdMalformed')
})

it('sets the permissions of a standard folder without a record of every folder', () => {
  const office = createOffice()
  const everybody = { UserId: { DistinguishedUser: 'Default' }, PermissionLevel: 'Reviewer' }
  const levels = { Permissions: { Permission: [everybody] } }
  const [message] = office.as(ALICE)('UpdateFolder', {
    FolderChanges: {
      FolderChange: [
        {
          DistinguishedFolderId: { '@Id': 'inbox' },
          Updates: {
            $each: [
              {
                name: 'SetFolderField',
                value: {
                  FieldURI: { '@FieldURI': 'folder:PermissionSet' },
                  Folder: { PermissionSet: levels },
                },
              },
            ],
          },
        },
      ],
    },
  })

  const shown = show(office, inFolder('inbox'), field('folder:PermissionSet'))
  expect(codeOf(message)).toBe('NoError')
  expect(JSON.stringify(shown.value)).toContain('Reviewer')
  expect(namesOf(find(office, inFolder('msgfolderroot'), { '@Traversal': 'Shallow' }))).toContain('Inbox')
})
