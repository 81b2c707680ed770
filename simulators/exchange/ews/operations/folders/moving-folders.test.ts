import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../../tree.js'
import { valueOf } from '../request-parts.js'
import { ALICE, create, createOffice, idIn, inFolder, list, PLANNING } from '../testing/office.js'
import { codeOf, find, folderId, foldersIn, make, namesOf, show } from './testing/folder-calls.js'

it('moves a folder to Deleted Items with what is in it, under a free name', () => {
  const office = createOffice()
  for (const _ of [1, 2]) {
    const { id } = make(office, 'Team', { element: 'CalendarFolder' })
    create(office, PLANNING, { SavedItemFolderId: { FolderId: id } })
    office.as(ALICE)('DeleteFolder', {
      '@DeleteType': 'MoveToDeletedItems',
      FolderIds: { $each: [folderId(id)] },
    })
  }

  expect(namesOf(find(office, inFolder('inbox')))).toEqual([])
  expect(namesOf(find(office, inFolder('deleteditems')))).toEqual(['Team', 'Team1'])
})

it.each([
  ['HardDelete', 0],
  ['SoftDelete', 1],
])('deletes a folder for good, its items as %s says', (type, kept) => {
  const office = createOffice()
  const { id } = make(office, 'Team', { element: 'CalendarFolder' })
  const inner = make(office, 'Inner', { parent: folderId(id), element: 'CalendarFolder' }).id
  create(office, PLANNING, { SavedItemFolderId: { FolderId: inner } })

  office.as(ALICE)('DeleteFolder', { '@DeleteType': type, FolderIds: { $each: [folderId(id)] } })

  expect([id, inner].map((gone) => show(office, folderId(gone)).name)).toEqual([
    'ErrorFolderNotFound',
    'ErrorFolderNotFound',
  ])
  expect(list(office, ALICE, 'recoverableitemsdeletions')).toHaveLength(kept)
})

it('protects the folders that every mailbox has', () => {
  const office = createOffice()
  const inbox = { FolderIds: { $each: [inFolder('inbox')] } }
  const to = { ToFolderId: { DistinguishedFolderId: { '@Id': 'drafts' } }, ...inbox }

  const [deleted] = office.as(ALICE)('DeleteFolder', { '@DeleteType': 'HardDelete', ...inbox })
  const [moved] = office.as(ALICE)('MoveFolder', to)

  expect([deleted, moved].map(codeOf)).toEqual([
    'ErrorDeleteDistinguishedFolder',
    'ErrorMoveDistinguishedFolder',
  ])
})

it('moves a folder: its id stays, and so do the ids of what is in it', () => {
  const office = createOffice()
  const { id } = make(office, 'Team', { element: 'CalendarFolder' })
  const item = create(office, PLANNING, { SavedItemFolderId: { FolderId: id } })
  const into = {
    ToFolderId: { DistinguishedFolderId: { '@Id': 'drafts' } },
    FolderIds: { $each: [folderId(id)] },
  }

  const [message] = office.as(ALICE)('MoveFolder', into)

  expect(codeOf(message)).toBe('NoError')
  expect(namesOf(find(office, inFolder('drafts')))).toEqual(['Team'])
  const [read] = office.as(ALICE)('GetItem', {
    ItemShape: { BaseShape: 'IdOnly' },
    ItemIds: { $each: [{ name: 'ItemId', value: item }] },
  })
  expect(idIn(read)).toEqual(item)
})

it('copies a folder with what is in it', () => {
  const office = createOffice()
  const { id } = make(office, 'Team', { element: 'CalendarFolder' })
  make(office, 'Inner', { parent: folderId(id) })
  create(office, PLANNING, { SavedItemFolderId: { FolderId: id } })
  const into = {
    ToFolderId: { DistinguishedFolderId: { '@Id': 'drafts' } },
    FolderIds: { $each: [folderId(id)] },
  }

  const [message] = office.as(ALICE)('CopyFolder', into)
  const [again] = office.as(ALICE)('CopyFolder', into)

  expect(namesOf(find(office, inFolder('drafts')))).toEqual(['Team', 'Inner'])
  const copy = valueOf(foldersIn(message)[0] as EwsElement)['FolderId'] as EwsObject
  expect(copy['@Id']).not.toBe(id['@Id'])
  expect([id, copy].map((one) => valueOf(show(office, folderId(one)))['TotalCount'])).toEqual([1, 1])
  expect(codeOf(again)).toBe('ErrorFolderExists')
})

it('refuses to put a folder into itself', () => {
  const office = createOffice()
  const { id } = make(office, 'Team')
  const inner = make(office, 'Inner', { parent: folderId(id) }).id

  const codes = [id, inner].map((target) => {
    const request = { ToFolderId: { FolderId: target }, FolderIds: { $each: [folderId(id)] } }
    return codeOf(office.as(ALICE)('MoveFolder', request)[0])
  })

  expect(codes).toEqual(['ErrorMoveCopyFailed', 'ErrorMoveCopyFailed'])
})

it('empties a folder, with its folders only if asked', () => {
  const office = createOffice()
  const { id } = make(office, 'Team')
  make(office, 'Inner', { parent: folderId(id) })
  const empty = (target: EwsElement, withFolders: boolean) =>
    office.as(ALICE)('EmptyFolder', {
      '@DeleteType': 'HardDelete',
      '@DeleteSubFolders': withFolders,
      FolderIds: { $each: [target] },
    })[0]

  empty(folderId(id), false)
  expect(namesOf(find(office, folderId(id)))).toEqual(['Inner'])
  empty(folderId(id), true)
  expect(namesOf(find(office, folderId(id)))).toEqual([])
  expect(codeOf(empty(inFolder('calendar'), true))).toBe('ErrorCannotEmptyFolder')
})

it('tells ids of folders and of items apart', () => {
  const office = createOffice()
  const item = create(office, PLANNING)
  const { id } = make(office, 'Team')

  const asFolder = show(office, folderId(item)).name
  const [asItem] = office.as(ALICE)('GetItem', {
    ItemShape: { BaseShape: 'IdOnly' },
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })

  expect([asFolder, codeOf(asItem)]).toEqual([
    'ErrorCannotUseItemIdForFolderId',
    'ErrorCannotUseFolderIdForItemId',
  ])
})
