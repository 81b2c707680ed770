import { expect, it } from 'vitest'
import { FOLDER_NUMBERS } from '../calendar/folders.js'
import { createEwsIds } from '../calendar/ids/ews-ids.js'
import { ALICE, NotificationWorld, eventNames, notificationsOf } from './testing/notification-world.js'

const { calendar, deleteditems } = FOLDER_NUMBERS
const ids = createEwsIds()
const itemId = (folder: number, number: number) => ids.write({ kind: 'item', mailbox: ALICE, folder, number })
const folderId = (folder: number) => ids.write({ kind: 'folder', mailbox: ALICE, folder })

it('names item and folder with change keys that hold the type alone', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['calendar'])])

  lab.write(7)
  await Promise.resolve()

  const [item, folder] = notificationsOf(stream.frames[1])[0]?.$each ?? []
  expect(item?.value).toEqual({
    TimeStamp: '2026-03-02T08:00:00Z',
    ItemId: { '@Id': itemId(calendar, 7), '@ChangeKey': 'DwAAAA==' },
    ParentFolderId: { '@Id': folderId(calendar), '@ChangeKey': 'AQAAAA==' },
  })
  expect(folder?.value).toEqual({
    TimeStamp: '2026-03-02T08:00:00Z',
    FolderId: { '@Id': folderId(calendar), '@ChangeKey': 'AgAAAA==' },
    ParentFolderId: { '@Id': folderId(0x102), '@ChangeKey': 'AQAAAA==' },
  })
})

it.each([[['calendar']], [['deleteditems']], [['calendar', 'deleteditems']]])(
  'tells once of a move to who watches %j',
  async (folders) => {
    const lab = new NotificationWorld()
    lab.write(1, 'CalendarItemCreated')
    const stream = lab.open([lab.subscribe(folders, ['MovedEvent', 'DeletedEvent', 'CreatedEvent'])])

    lab.move(1, { number: 2, folder: deleteditems })
    await Promise.resolve()

    expect(stream.frames.slice(1).flatMap(eventNames)).toEqual(['MovedEvent'])
    expect(notificationsOf(stream.frames[1])[0]?.$each?.[0]?.value).toMatchObject({
      ItemId: { '@Id': itemId(deleteditems, 2) },
      ParentFolderId: { '@Id': folderId(deleteditems) },
      OldItemId: { '@Id': itemId(calendar, 1) },
      OldParentFolderId: { '@Id': folderId(calendar) },
    })
  },
)

it('still tells of a move when the item has moved on since', () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'], ['MovedEvent'])
  lab.write(1, 'CalendarItemCreated')
  lab.move(1, { number: 2, folder: deleteditems })
  lab.move(2, { number: 3, folder: FOLDER_NUMBERS.recoverableitemsdeletions })

  const stream = lab.open([id])

  expect(stream.frames.slice(1).flatMap(eventNames)).toEqual(['MovedEvent'])
})

it('counts the unread messages of a mail folder', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['inbox'], ['ModifiedEvent'])])
  const message = {
    kind: 'MeetingRequest',
    folder: FOLDER_NUMBERS.inbox,
    message: { isRead: false },
  } as never

  lab.write(1, 'MessageDelivered', message)
  await Promise.resolve()

  expect(notificationsOf(stream.frames[1])[0]?.$each?.[0]?.value).toMatchObject({ UnreadCount: 1 })
})
