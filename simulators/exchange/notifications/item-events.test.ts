import { expect, it } from 'vitest'
import { FOLDER_NUMBERS } from '../calendar/folders.js'
import { itemKey } from '../calendar/item.js'
import type { EwsElement } from '../ews/tree.js'
import type { ProductName } from '../versions/index.js'
import { objectOf } from './read-request.js'
import { ALICE, NotificationWorld, notificationsOf } from './testing/notification-world.js'

const { calendar, deleteditems, drafts, recoverableitemsdeletions } = FOLDER_NUMBERS
const EVERYTHING = [
  ...['CopiedEvent', 'CreatedEvent', 'DeletedEvent', 'ModifiedEvent', 'MovedEvent', 'NewMailEvent'],
  'FreeBusyChangedEvent',
]
const ITEM = itemKey(ALICE, 1)

type Watch = 'each folder' | 'all folders'

const ACTIONS = {
  'soft delete': (lab: NotificationWorld) => lab.move(1, { number: 2, folder: recoverableitemsdeletions }),
  'hard delete': (lab: NotificationWorld) =>
    lab.change((changes) => {
      const item = changes.item(ITEM)
      if (item !== undefined) changes.delete(item)
    }),
  'move to Deleted Items': (lab: NotificationWorld) => lab.move(1, { number: 2, folder: deleteditems }),
  'move elsewhere': (lab: NotificationWorld) => lab.move(1, { number: 2, folder: drafts }),
  copy: (lab: NotificationWorld) =>
    lab.change((changes) => {
      const item = changes.item(ITEM)
      if (item !== undefined) changes.copy(item, deleteditems)
    }),
}

/** Events with the place that they name, as the documents tell them apart. */
function placed(lab: NotificationWorld, { name, value }: EwsElement): string {
  const { FolderId, ParentFolderId } = objectOf(value)
  const named = objectOf(FolderId ?? ParentFolderId)['@Id'] as string
  const id = lab.ids.read(named)
  const number = id?.kind === 'folder' ? id.folder : 0
  const places = new Map([
    [calendar, 'calendar'],
    [deleteditems, 'bin'],
    [drafts, 'drafts'],
    [recoverableitemsdeletions, 'Deletions'],
  ])
  const place = places.get(number) ?? 'AllItems'
  return FolderId === undefined ? `${name} in ${place}` : `${name} of ${place}`
}

async function eventsOf(action: keyof typeof ACTIONS, watch: Watch, product: ProductName) {
  const lab = new NotificationWorld({ product })
  lab.write(1, 'CalendarItemCreated')
  const id =
    watch === 'all folders'
      ? lab.subscribeToAll(EVERYTHING)
      : lab.subscribe(['calendar', 'deleteditems'], EVERYTHING)
  const stream = lab.open([id])
  ACTIONS[action](lab)
  await Promise.resolve()
  return stream.frames
    .slice(1)
    .flatMap((frame) => notificationsOf(frame).flatMap(({ $each = [] }) => $each))
    .map((event) => placed(lab, event))
}

const CHANGED = 'ModifiedEvent of calendar'
const BINNED = ['MovedEvent in bin', CHANGED, 'ModifiedEvent of bin']
const HARD = ['DeletedEvent in calendar', CHANGED]
const GONE = ['DeletedEvent in calendar', 'DeletedEvent in AllItems', CHANGED]

it.each<[keyof typeof ACTIONS, Watch, ProductName, string[]]>([
  ['soft delete', 'each folder', '2010', HARD],
  ['soft delete', 'all folders', '2010', HARD],
  ['soft delete', 'each folder', '2013', ['MovedEvent in Deletions', CHANGED]],
  ['soft delete', 'all folders', '2013', GONE],
  ['soft delete', 'all folders', 'online', GONE],
  ['hard delete', 'each folder', '2010', HARD],
  ['hard delete', 'all folders', '2010', HARD],
  ['hard delete', 'each folder', '2016', HARD],
  ['hard delete', 'all folders', '2016', GONE],
  ['move to Deleted Items', 'each folder', '2010', BINNED],
  ['move to Deleted Items', 'all folders', '2010', BINNED],
  ['move to Deleted Items', 'each folder', '2019', BINNED],
  [
    'move to Deleted Items',
    'all folders',
    '2019',
    ['DeletedEvent in AllItems', 'CreatedEvent in AllItems', CHANGED, 'ModifiedEvent of bin'],
  ],
  ['move elsewhere', 'all folders', '2016', ['MovedEvent in drafts', CHANGED, 'ModifiedEvent of drafts']],
  ['copy', 'each folder', '2016', ['CopiedEvent in bin', 'CreatedEvent in bin', 'ModifiedEvent of bin']],
])('tells of a %s to who watches %s of %s', async (action, watch, product, expected) => {
  expect(await eventsOf(action, watch, product)).toEqual(expected)
})

it('names the original of a copy', async () => {
  const lab = new NotificationWorld()
  lab.write(1, 'CalendarItemCreated')
  const stream = lab.open([lab.subscribe(['deleteditems'], ['CopiedEvent'])])

  ACTIONS.copy(lab)
  await Promise.resolve()

  const [copied] = notificationsOf(stream.frames[1])[0]?.$each ?? []
  const original = lab.ids.write({ kind: 'item', mailbox: ALICE, folder: calendar, number: 1 })
  expect(copied?.value).toMatchObject({
    OldItemId: { '@Id': original },
    OldParentFolderId: { '@Id': lab.ids.write({ kind: 'folder', mailbox: ALICE, folder: calendar }) },
  })
})

it('says of a folder that goes to Deleted Items only where it was and is, to who watches everything', async () => {
  const lab = new NotificationWorld()
  const fields = { displayName: 'Team', parent: drafts, folderClass: 'IPF.Note', extended: {} }
  const folder = lab.change((changes) => changes.createFolder(ALICE, fields))
  const stream = lab.open([lab.subscribeToAll(EVERYTHING)])

  lab.change((changes) => changes.updateFolder(ALICE, { ...folder, parent: deleteditems }, 'FolderMoved'))
  await Promise.resolve()

  const events = stream.frames.slice(1).flatMap((frame) => notificationsOf(frame)[0]?.$each ?? [])
  expect(events.map((event) => placed(lab, event))).toEqual([
    'ModifiedEvent of drafts',
    'ModifiedEvent of bin',
  ])
})
