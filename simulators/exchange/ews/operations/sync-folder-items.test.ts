import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  ALICE,
  BOB,
  create,
  createOffice,
  inFolder,
  PLANNING,
  update,
  type Office,
} from './testing/office.js'
import { members, valueOf } from './request-parts.js'

function sync(office: Office, state: EwsObject[string], more: EwsObject = {}, address = ALICE) {
  const [message] = office.as(address)('SyncFolderItems', {
    ItemShape: { BaseShape: 'IdOnly' },
    SyncFolderId: { DistinguishedFolderId: inFolder('calendar').value },
    ...(state === undefined ? {} : { SyncState: state }),
    MaxChangesReturned: 512,
    ...more,
  })
  const changes = members(message?.['Changes'] as EwsObject)
  return {
    code: message?.['ResponseCode'],
    state: message?.['SyncState'] as string,
    isLast: message?.['IncludesLastItemInRange'],
    kinds: changes.map(({ name }) => name),
    ids: changes.map((change) => idOf(valueOf(change))),
    hasChanges: message?.['Changes'] !== undefined,
  }
}

const idOf = (change: EwsObject) =>
  ((change['ItemId'] ?? (change['CalendarItem'] as EwsObject)['ItemId']) as EwsObject)['@Id']

const remove = (office: Office, id: EwsObject, how = 'HardDelete') =>
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': how,
    '@SendMeetingCancellations': 'SendToNone',
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })

it('gives everything at first, the newest first, and then nothing', () => {
  const office = createOffice()
  const ids = [create(office, PLANNING), create(office, PLANNING)].map((id) => id['@Id'])

  const first = sync(office, undefined)
  const second = sync(office, first.state)

  expect(first).toMatchObject({ kinds: ['Create', 'Create'], ids: ids.toReversed(), isLast: true })
  expect(first.state).toMatch(/^H4sIA/)
  expect(second).toMatchObject({ kinds: [], isLast: true, hasChanges: true })
})

it('nets several changes of an item into one, and leaves out what came and went', () => {
  const office = createOffice()
  const [kept, gone] = [create(office, PLANNING), create(office, PLANNING)]
  const { state } = sync(office, undefined)

  update(office, kept, { Location: 'a' })
  update(office, kept, { Location: 'b' })
  remove(office, gone)
  remove(office, create(office, PLANNING))
  const added = create(office, PLANNING)

  const changes = sync(office, state)
  expect(changes.kinds).toEqual(['Create', 'Delete', 'Update'])
  expect(changes.ids).toEqual([added, gone, kept].map((id) => id['@Id']))
  expect(sync(office, state)).toMatchObject({ kinds: changes.kinds, ids: changes.ids })
})

it('shows a move as a deletion here and a creation there', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const target = { SyncFolderId: { DistinguishedFolderId: inFolder('deleteditems').value } }
  const calendar = sync(office, undefined)
  const bin = sync(office, undefined, target)

  remove(office, id, 'MoveToDeletedItems')

  expect(sync(office, calendar.state).kinds).toEqual(['Delete'])
  const moved = sync(office, bin.state, target)
  expect(moved.kinds).toEqual(['Create'])
  expect(moved.ids).not.toEqual([id['@Id']])
})

it('comes in pages, in which nothing is missed that changes meanwhile', () => {
  const office = createOffice()
  const ids = ['1', '2', '3'].map((Subject) => create(office, { ...PLANNING, Subject }))
  const first = sync(office, undefined, { MaxChangesReturned: 1 })
  const oldest = ids[0] ?? {}

  update(office, oldest, { Location: 'meanwhile' })
  const second = sync(office, first.state, { MaxChangesReturned: 1 })
  const third = sync(office, second.state, { MaxChangesReturned: 1 })
  const rest = sync(office, third.state)

  expect([first, second, third].map(({ isLast }) => isLast)).toEqual([false, false, true])
  expect([first, second, third].flatMap(({ kinds }) => kinds)).toEqual(['Create', 'Create', 'Create'])
  expect(rest).toMatchObject({ kinds: ['Update'], ids: [oldest['@Id']] })
})

it('leaves out what the client wants ignored', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  expect(sync(office, undefined, { Ignore: { ItemId: [id] } }).kinds).toEqual([])
})

it('refuses states of another mailbox or folder, damaged ones, and those from before a restore', () => {
  const office = createOffice()
  const snapshot = office.core.world.snapshot()
  const { state } = sync(office, undefined)
  const inbox = { SyncFolderId: { DistinguishedFolderId: inFolder('inbox').value } }

  const codes = [
    sync(office, state, {}, BOB).code,
    sync(office, state, inbox).code,
    sync(office, state.slice(0, -8)).code,
    sync(office, 'nonsense').code,
  ]
  office.core.world.restore(snapshot)

  expect([...codes, sync(office, state).code]).toEqual(Array(5).fill('ErrorInvalidSyncStateData'))
})

it('gives an empty state and says that nothing is left, even in an error', () => {
  const { state, isLast, hasChanges } = sync(createOffice(), 'nonsense')

  expect({ state, isLast, hasChanges }).toEqual({ state: '', isLast: true, hasChanges: false })
})

it('says so when the folder is not there', () => {
  const target = { SyncFolderId: { DistinguishedFolderId: inFolder('archive').value } }

  expect(sync(createOffice(), undefined, target).code).toBe('ErrorSyncFolderNotFound')
})
