import { expect, it } from 'vitest'
import { FOLDER_NUMBERS, type Folder } from '../calendar/folders.js'
import { ALICE, eventNames, NotificationWorld, notificationsOf } from './testing/notification-world.js'

const { inbox, drafts } = FOLDER_NUMBERS
const ALL = ['CreatedEvent', 'ModifiedEvent', 'MovedEvent', 'DeletedEvent']

const make = (lab: NotificationWorld, displayName: string, parent = inbox) =>
  lab.change((changes) =>
    changes.createFolder(ALICE, { displayName, parent, folderClass: 'IPF.Note', extended: {} }),
  )

const move = (lab: NotificationWorld, folder: Folder, parent: number) =>
  lab.change((changes) => changes.updateFolder(ALICE, { ...folder, parent }, 'FolderMoved'))

it('tells who watches the folder around it of a new folder', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['inbox'], ALL), lab.subscribe(['drafts'], ALL)])

  make(lab, 'Team')
  await Promise.resolve()

  expect(stream.frames.slice(1).flatMap(eventNames)).toEqual([
    'CreatedEvent(folder)',
    'ModifiedEvent(folder)',
  ])
})

it('names both places of a folder that moves, and tells each watcher of its own folder', async () => {
  const lab = new NotificationWorld()
  const folder = make(lab, 'Team')
  const stream = lab.open([lab.subscribe(['drafts'], ALL)])

  move(lab, folder, drafts)
  await Promise.resolve()

  const [moved, modified] = notificationsOf(stream.frames[1])[0]?.$each ?? []
  const id = (number: number) => lab.ids.write({ kind: 'folder', mailbox: ALICE, folder: number })
  expect(moved).toMatchObject({
    name: 'MovedEvent',
    value: {
      FolderId: { '@Id': id(folder.number) },
      ParentFolderId: { '@Id': id(drafts) },
      OldFolderId: { '@Id': id(folder.number) },
      OldParentFolderId: { '@Id': id(inbox) },
    },
  })
  expect(modified?.value).toMatchObject({ FolderId: { '@Id': id(drafts) } })
})

it('tells of a folder that is renamed and of one that goes', async () => {
  const lab = new NotificationWorld()
  const folder = make(lab, 'Team')
  const stream = lab.open([lab.subscribe(['inbox'], ALL)])

  lab.change((changes) => changes.updateFolder(ALICE, { ...folder, displayName: 'Crew' }, 'FolderUpdated'))
  lab.change((changes) => changes.deleteFolder(ALICE, folder))
  await Promise.resolve()

  expect(stream.frames.slice(1).flatMap(eventNames)).toEqual([
    'ModifiedEvent(folder)',
    'DeletedEvent(folder)',
    'ModifiedEvent(folder)',
  ])
})

it('tells who watches everything of folders that came later, and of a move once', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribeToAll(ALL)
  const folder = make(lab, 'Team')
  lab.write(1, 'CalendarItemCreated')
  const stream = lab.open([id])
  await Promise.resolve()

  lab.move(1, { number: 2, folder: folder.number })
  await Promise.resolve()

  expect(stream.frames.at(-1) === undefined ? [] : eventNames(stream.frames.at(-1))).toEqual([
    'MovedEvent',
    'ModifiedEvent(folder)',
    'ModifiedEvent(folder)',
  ])
})
