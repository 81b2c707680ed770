import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS } from '../../../versions/index.js'
import { EwsFault } from '../../ews-fault.js'
import type { EwsObject } from '../../tree.js'
import { createMail, people } from '../mail/testing/mail-calls.js'
import { members, text } from '../request-parts.js'
import {
  ALICE,
  BOB,
  change,
  create,
  createOffice,
  inFolder,
  PLANNING,
  update,
  type Office,
} from '../testing/office.js'

/** Asks for the changes of Alice's Inbox or another folder; what is asked is put together by each test. */
function sync(office: Office, state: string | undefined, more: EwsObject = {}, version = 'Exchange2016') {
  const [message] = office.as(ALICE, { requestedVersion: version })('SyncFolderItems', {
    ItemShape: { BaseShape: 'IdOnly' },
    SyncFolderId: { DistinguishedFolderId: inFolder('inbox').value },
    ...(state === undefined ? {} : { SyncState: state }),
    MaxChangesReturned: 512,
    ...more,
  })
  const changes = members(message?.['Changes'] as EwsObject)
  const kinds = changes.map(({ name }) => name)
  return { state: text(message, 'SyncState'), isLast: message?.['IncludesLastItemInRange'], kinds, changes }
}

const CALENDAR = { SyncFolderId: { DistinguishedFolderId: inFolder('calendar').value } }

function withMail() {
  const office = createOffice()
  createMail(office, { Subject: 'Offer', ToRecipients: people(ALICE) }, { as: BOB })
  const { state, changes } = sync(office, undefined)
  const message = (changes[0]?.value as EwsObject)['Message'] as EwsObject
  return { office, state, id: message['ItemId'] as EwsObject }
}

function setOnMessage(office: Office, id: EwsObject, fields: EwsObject) {
  const updates = Object.entries(fields).map(([name, value]) => ({
    name: 'SetItemField',
    value: {
      FieldURI: { '@FieldURI': name === 'IsRead' ? 'message:IsRead' : `item:${name}` },
      Message: { [name]: value },
    },
  }))
  return change(office, { '@Id': id['@Id'] }, updates, { '@MessageDisposition': 'SaveOnly' })
}

it('tells apart that a message was only read, with its new change key', () => {
  const { office, state, id } = withMail()

  setOnMessage(office, id, { IsRead: true })

  const [only] = sync(office, state).changes
  const { ItemId, IsRead } = only?.value as EwsObject
  expect([only?.name, IsRead]).toEqual(['ReadFlagChange', true])
  expect(ItemId).toMatchObject({ '@Id': id['@Id'] })
  expect(ItemId).not.toEqual(id)
})

it('calls it an update when more was changed than that, and when it ends as it was', () => {
  const [more, back, other] = [withMail(), withMail(), withMail()]

  setOnMessage(more.office, more.id, { IsRead: true, Importance: 'High' })
  setOnMessage(back.office, back.id, { IsRead: true })
  setOnMessage(back.office, back.id, { IsRead: false })
  setOnMessage(other.office, other.id, { Importance: 'High' })
  setOnMessage(other.office, other.id, { IsRead: true })

  for (const { office, state } of [more, back, other]) expect(sync(office, state).kinds).toEqual(['Update'])
})

it('finds the same by the numbers of items as by the log, which may have become longer than the folder', () => {
  const { office, state, id } = withMail()
  const calendar = sync(office, undefined, CALENDAR).state
  const [gone, kept] = [create(office, PLANNING), create(office, PLANNING)]

  for (let round = 0; round < 150; round++) setOnMessage(office, id, { IsRead: round % 2 === 0 })
  setOnMessage(office, id, { IsRead: true })
  for (let round = 0; round < 150; round++) update(office, kept, { Location: String(round) })
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': 'SendToNone',
    ItemIds: { $each: [{ name: 'ItemId', value: gone }] },
  })

  expect(sync(office, state).kinds).toEqual(['Update'])
  expect(sync(office, calendar, CALENDAR).kinds).toEqual(['Create'])
})

it('begins with the oldest items in a release from before 2010 SP2, and misses none between pages', () => {
  const product = { ...PRODUCT_VERSIONS['2010'], newestRequest: 'Exchange2010_SP1' } as const
  const office = createOffice({ product })
  const ids = ['1', '2', '3'].map((Subject) => create(office, { ...PLANNING, Subject })['@Id'])
  const seen: EwsObject[] = []

  let page = sync(office, undefined, { ...CALENDAR, MaxChangesReturned: 2 })
  seen.push(...page.changes.map(({ value }) => value as EwsObject))
  const later = create(office, PLANNING)['@Id']
  while (page.isLast !== true || page.kinds.length > 0) {
    page = sync(office, page.state, { ...CALENDAR, MaxChangesReturned: 2 })
    seen.push(...page.changes.map(({ value }) => value as EwsObject))
  }

  const idOf = (value: EwsObject) => ((value['CalendarItem'] as EwsObject)['ItemId'] as EwsObject)['@Id']
  expect(seen.map(idOf)).toEqual([...ids, later])
})

it('does not count ignored items among those that it returns', () => {
  const office = createOffice()
  const [, second, third] = ['1', '2', '3'].map((Subject) => create(office, { ...PLANNING, Subject }))

  const page = sync(office, undefined, {
    ...CALENDAR,
    Ignore: { ItemId: [third ?? {}, second ?? {}] },
    MaxChangesReturned: 1,
  })

  expect(page).toMatchObject({ kinds: ['Create'], isLast: true })
})

it('knows SyncScope from the version on that has it, and finds nothing associated that is an item', () => {
  const { office } = withMail()
  const scope = { SyncScope: 'NormalAndAssociatedItems' }

  expect(sync(office, undefined, scope, 'Exchange2010').kinds).toEqual(['Create'])
  expect(() => sync(office, undefined, scope, 'Exchange2007_SP1')).toThrow(EwsFault)
})
