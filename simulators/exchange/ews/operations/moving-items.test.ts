import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../tree.js'
import { codeOf, createMail, people, saveDraft, subjectsIn } from './mail/testing/mail-calls.js'
import { members } from './request-parts.js'
import {
  ALICE,
  BOB,
  create,
  createOffice,
  idIn,
  inFolder,
  list,
  PLANNING,
  read,
  type Office,
} from './testing/office.js'

const DAILY = {
  DailyRecurrence: { Interval: 1 },
  NumberedRecurrence: { StartDate: '2026-03-04', NumberOfOccurrences: 3 },
}

function transfer(office: Office, name: string, id: EwsObject, folder: string, more: EwsObject = {}) {
  const reference: EwsElement = { name: 'ItemId', value: id }
  return office.as(ALICE)(name, {
    ToFolderId: { DistinguishedFolderId: { '@Id': folder } },
    ItemIds: { $each: [reference] },
    ...more,
  })[0]
}

it('moves an item, which gets a new id', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Plans' })

  const moved = idIn(transfer(office, 'MoveItem', id, 'notes'))

  expect(moved['@Id']).not.toBe(id['@Id'])
  expect(read(office, ALICE, moved)).toMatchObject({ Subject: 'Plans' })
  expect(read(office, ALICE, id)).toEqual({ code: 'ErrorItemNotFound' })
})

it('copies an item and leaves the original', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Plans' })

  const copy = idIn(transfer(office, 'CopyItem', id, 'notes'))

  expect([id, copy].map((one) => read(office, ALICE, one)['Subject'])).toEqual(['Plans', 'Plans'])
  expect([subjectsIn(office, ALICE, 'drafts'), subjectsIn(office, ALICE, 'notes')]).toEqual([
    ['Plans'],
    ['Plans'],
  ])
})

it('tells no new ids to who does not want them', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Plans' })

  const message = transfer(office, 'MoveItem', id, 'notes', { ReturnNewItemIds: false })

  expect(message).toMatchObject({ ResponseCode: 'NoError', Items: {} })
  expect(members(message?.['Items'] as EwsObject)).toEqual([])
})

it('raises the events of a copy and of a move', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Plans' })
  const guid = office.directory.recipients.resolve(ALICE)?.mailboxGuid ?? ''
  const before = office.core.world.sequence

  transfer(office, 'CopyItem', id, 'notes')
  transfer(office, 'MoveItem', id, 'notes')

  const page = office.core.world.read(`mailbox:${guid}`, before)
  expect(page.kind === 'changes' ? page.changes.map(({ reason }) => reason) : []).toEqual([
    'ItemCopied',
    'ItemMovedOut',
    'ItemMovedIn',
  ])
})

it.each(['MoveItem', 'CopyItem'])('%s names what it cannot do', (name) => {
  const office = createOffice()
  const series = create(office, { ...PLANNING, Recurrence: DAILY })
  const occurrence = { '@RecurringMasterId': series['@Id'], '@InstanceIndex': 2 }
  const [message] = office.as(ALICE)(name, {
    ToFolderId: { DistinguishedFolderId: { '@Id': 'drafts' } },
    ItemIds: { $each: [{ name: 'OccurrenceItemId', value: occurrence }] },
  })

  expect(codeOf(message)).toBe('ErrorCalendarCannotMoveOrCopyOccurrence')
  expect(codeOf(transfer(office, name, series, 'archiveroot'))).toBe('ErrorToFolderNotFound')
  expect(codeOf(transfer(office, name, { '@Id': 'DUMMY' }, 'drafts'))).toBe('ErrorInvalidIdMalformed')
})

it('finds what was softly deleted from a folder, and nothing among it by a restriction', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Plans' })
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'SoftDelete',
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })
  const find = (folder: string, more: EwsObject = {}) => {
    const [message] = office.as(ALICE)('FindItem', {
      '@Traversal': 'SoftDeleted',
      ItemShape: { BaseShape: 'IdOnly' },
      ...more,
      ParentFolderIds: { $each: [inFolder(folder)] },
    })
    return (message?.['RootFolder'] as EwsObject)['@TotalItemsInView']
  }

  const exists = { Restriction: { Exists: { FieldURI: { '@FieldURI': 'item:Subject' } } } }
  expect([find('drafts'), find('notes'), find('drafts', exists)]).toEqual([1, 0, 0])
  expect(list(office, ALICE, 'recoverableitemsdeletions')).toHaveLength(1)
})

it('sends a draft with the update that finishes it', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Plans' })
  const value = { FieldURI: { '@FieldURI': 'message:ToRecipients' }, Message: { ToRecipients: people(BOB) } }

  const [message] = office.as(ALICE)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@MessageDisposition': 'SendAndSaveCopy',
    ItemChanges: { ItemChange: [{ ItemId: id, Updates: { $each: [{ name: 'SetItemField', value }] } }] },
  })

  expect(message).toMatchObject({ ResponseCode: 'NoError', Items: { $each: [] } })
  expect([subjectsIn(office, BOB), subjectsIn(office, ALICE, 'sentitems')]).toEqual([['Plans'], ['Plans']])
  expect(subjectsIn(office, ALICE, 'drafts')).toEqual([])
})

it('reads a received message as an update of it', () => {
  const office = createOffice()
  createMail(office, { Subject: 'Plans', ToRecipients: people(BOB) })
  const id = list(office, BOB, 'inbox')[0]?.['ItemId'] as EwsObject
  const value = { FieldURI: { '@FieldURI': 'message:IsRead' }, Message: { IsRead: true } }

  office.as(BOB)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@MessageDisposition': 'SaveOnly',
    '@SuppressReadReceipts': true,
    ItemChanges: { ItemChange: [{ ItemId: id, Updates: { $each: [{ name: 'SetItemField', value }] } }] },
  })

  expect(list(office, BOB, 'inbox')[0]).toMatchObject({ IsRead: true })
})
