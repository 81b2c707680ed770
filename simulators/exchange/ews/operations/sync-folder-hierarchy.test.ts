import { expect, it } from 'vitest'
import { STANDARD_FOLDERS } from '../../calendar/folders.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { folderId, make, rename } from './folders/testing/folder-calls.js'
import { members, valueOf } from './request-parts.js'
import { ALICE, BOB, create, createOffice, inFolder, PLANNING, type Office } from './testing/office.js'

interface Asked {
  readonly state?: string
  readonly folder?: EwsElement
  readonly as?: string
}

function sync(office: Office, { state, folder, as = ALICE }: Asked = {}) {
  const [message] = office.as(as)('SyncFolderHierarchy', {
    FolderShape: { BaseShape: 'Default' },
    ...(folder === undefined ? {} : { SyncFolderId: { [folder.name]: folder.value } }),
    ...(state === undefined ? {} : { SyncState: state }),
  })
  const changes = members(message?.['Changes'] as EwsObject)
  return {
    code: message?.['ResponseCode'],
    state: message?.['SyncState'] as string,
    isLast: message?.['IncludesLastFolderInRange'],
    changes: changes.map(({ name, value }) => [name, nameOrId(value as EwsObject)]),
    hasChanges: message?.['Changes'] !== undefined,
  }
}

const TOP = inFolder('msgfolderroot')
const INBOX = inFolder('inbox')

function nameOrId(change: EwsObject) {
  const [kind = ''] = Object.keys(change)
  const shown = change[kind] as EwsObject
  return kind === 'FolderId' ? shown['@Id'] : shown['DisplayName']
}

function transfer(office: Office, operation: string, id: EwsObject, into: EwsElement) {
  office.as(ALICE)(operation, {
    ToFolderId: { [into.name]: into.value },
    FolderIds: { $each: [folderId(id)] },
  })
}

it('gives every folder at first, also those that no mailbox has a record of, parents first; and then nothing', () => {
  const office = createOffice()

  const first = sync(office)
  const second = sync(office, { state: first.state })

  const names = first.changes.map(([, name]) => name)
  expect(first).toMatchObject({ code: 'NoError', isLast: true })
  expect(first.state).toMatch(/^H4sIA/)
  expect(new Set(first.changes.map(([kind]) => kind))).toEqual(new Set(['Create']))
  expect([...names].sort()).toEqual(
    STANDARD_FOLDERS.slice(1)
      .map(({ displayName }) => displayName)
      .sort(),
  )
  expect(names.indexOf('Top of Information Store')).toBeLessThan(names.indexOf('Calendar'))
  expect(second).toMatchObject({ changes: [], isLast: true, hasChanges: true })
})

it('tells what has become of folders since, once for several changes, and again for the same state', () => {
  const office = createOffice()
  const [kept, gone] = [make(office, 'Kept').id, make(office, 'Gone').id]
  const { state } = sync(office, { folder: INBOX })

  rename(office, folderId(kept), 'First')
  rename(office, folderId(kept), 'Renamed')
  office.as(ALICE)('DeleteFolder', { '@DeleteType': 'HardDelete', FolderIds: { $each: [folderId(gone)] } })
  make(office, 'New')

  const expected = [
    ['Create', 'New'],
    ['Update', 'Renamed'],
    ['Delete', gone['@Id']],
  ]
  expect(sync(office, { folder: INBOX, state }).changes).toEqual(expected)
  expect(sync(office, { folder: INBOX, state }).changes).toEqual(expected)
})

it('says nothing of a folder that came and went in between, nor of one whose items have changed', () => {
  const office = createOffice()
  const { state } = sync(office)

  const { id } = make(office, 'Short')
  office.as(ALICE)('DeleteFolder', { '@DeleteType': 'HardDelete', FolderIds: { $each: [folderId(id)] } })
  create(office, PLANNING)

  expect(sync(office, { state }).changes).toEqual([])
})

it('tells of a standard folder that somebody has changed', () => {
  const office = createOffice()
  const { state } = sync(office, { folder: TOP })

  office.as(ALICE)('UpdateFolder', {
    FolderChanges: {
      FolderChange: [
        {
          DistinguishedFolderId: inFolder('calendar').value,
          Updates: {
            $each: [
              {
                name: 'SetFolderField',
                value: {
                  ExtendedFieldURI: { '@PropertyTag': '0x3004', '@PropertyType': 'String' },
                  CalendarFolder: {
                    ExtendedProperty: [
                      {
                        ExtendedFieldURI: { '@PropertyTag': '0x3004', '@PropertyType': 'String' },
                        Value: 'mine',
                      },
                    ],
                  },
                },
              },
            ],
          },
        },
      ],
    },
  })

  expect(sync(office, { folder: TOP, state }).changes).toEqual([['Update', 'Calendar']])
})

it('lets a folder that moves take along what is below it: gone here, new there', () => {
  const office = createOffice()
  const { id } = make(office, 'Project')
  const inner = make(office, 'Phase', { parent: folderId(id) })
  const [inbox, drafts, whole] = [
    sync(office, { folder: INBOX }),
    sync(office, { folder: inFolder('drafts') }),
    sync(office),
  ]

  transfer(office, 'MoveFolder', id, inFolder('drafts'))

  expect(sync(office, { folder: INBOX, state: inbox.state }).changes).toEqual([
    ['Delete', id['@Id']],
    ['Delete', inner.id['@Id']],
  ])
  expect(sync(office, { folder: inFolder('drafts'), state: drafts.state }).changes).toEqual([
    ['Create', 'Project'],
    ['Create', 'Phase'],
  ])
  expect(sync(office, { state: whole.state }).changes).toEqual([['Update', 'Project']])
})

it('refuses states of another folder, mailbox or kind, of no form, and from before a restore', () => {
  const office = createOffice()
  const snapshot = office.core.world.snapshot()
  const whole = sync(office).state
  const root = sync(office, { folder: inFolder('root') }).state
  const [items] = office.as(ALICE)('SyncFolderItems', {
    ItemShape: { BaseShape: 'IdOnly' },
    SyncFolderId: { DistinguishedFolderId: INBOX.value },
    MaxChangesReturned: 1,
  })

  const codes = [
    sync(office, { folder: inFolder('root'), state: whole }),
    sync(office, { state: root }),
    sync(office, { folder: TOP, state: root }),
    sync(office, { state: whole, as: BOB }),
    sync(office, { folder: INBOX, state: items?.['SyncState'] as string }),
    sync(office, { state: whole.slice(0, -8) }),
    sync(office, { state: 'nonsense' }),
  ].map(({ code }) => code)
  office.core.world.restore(snapshot)

  expect([...codes, sync(office, { state: whole }).code]).toEqual(Array(8).fill('ErrorInvalidSyncStateData'))
})

it('says so when the folder is not there', () => {
  const office = createOffice()
  const { id } = make(office, 'Gone')
  office.as(ALICE)('DeleteFolder', { '@DeleteType': 'HardDelete', FolderIds: { $each: [folderId(id)] } })

  expect(sync(office, { folder: inFolder('archive') }).code).toBe('ErrorSyncFolderNotFound')
  expect(sync(office, { folder: folderId(id) }).code).toBe('ErrorSyncFolderNotFound')
})

it('shows folders in the shape asked for, each as its class', () => {
  const [message] = createOffice().as(ALICE)('SyncFolderHierarchy', {
    FolderShape: { BaseShape: 'IdOnly' },
    SyncFolderId: { DistinguishedFolderId: TOP.value },
  })

  const kinds = members(message?.['Changes'] as EwsObject).flatMap((change) => Object.keys(valueOf(change)))
  expect(new Set(kinds)).toEqual(new Set(['Folder', 'CalendarFolder', 'ContactsFolder', 'TasksFolder']))
})
