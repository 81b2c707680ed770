import { expect, it } from 'vitest'
import { createRandom } from '../../../../core/index.js'
import type { Item } from '../../../calendar/item.js'
import type { EwsObject } from '../../tree.js'
import { child, members, valueOf } from '../request-parts.js'
import { ALICE, create, createOffice, field, inFolder, PLANNING, type Office } from '../testing/office.js'

const ORDERS: readonly (readonly [uri: string, order: string, value: (item: Item) => string | number])[] = [
  ['item:Subject', 'Ascending', ({ subject }) => subject.toLowerCase()],
  ['calendar:Start', 'Descending', (item) => (item.kind === 'CalendarItem' ? item.event.start : 0)],
]

function calendarOf(office: Office) {
  const mailbox = office.directory.recipients.resolve(ALICE)?.mailboxGuid ?? ''
  const folder = office.store.folderByDistinguishedId(mailbox, 'calendar')?.number ?? 0
  return [...office.store.itemsIn(mailbox, folder)].map(({ record }) => record)
}

/** The subjects of a page, in the order in which FindItem gives them. */
function listed(office: Office, more: EwsObject): unknown {
  const [message] = office.as(ALICE)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [field('item:Subject')] } },
    IndexedPageItemView: { '@MaxEntriesReturned': '7', '@Offset': '2', '@BasePoint': 'Beginning' },
    ...more,
    ParentFolderIds: { $each: [inFolder('calendar')] },
  })
  const items = child(child(message, 'RootFolder'), 'Items')
  return members(items).map((item) => valueOf(item)['Subject'])
}

function sorted(items: readonly Item[], [, order, value]: (typeof ORDERS)[number]): readonly Item[] {
  const sign = order === 'Descending' ? -1 : 1
  return items.toSorted((left, right) => {
    const [before, after] = [value(left), value(right)]
    return before < after ? -sign : before > after ? sign : left.number - right.number
  })
}

it('lists a folder in every order as if it were sorted anew, whatever has happened to it', () => {
  const office = createOffice()
  const random = createRandom('sorted folders')
  const known: EwsObject[] = []
  const fields = () => ({
    Subject: `${['Plan', 'plan', 'Review'][random.integer(3)] ?? ''} ${random.integer(6)}`,
    Start: `2026-03-0${1 + random.integer(9)}T09:00:00Z`,
  })
  const deeds = [
    () => known.push(create(office, { ...PLANNING, ...fields(), End: '2026-03-20T10:00:00Z' })),
    () => update(office, known[random.integer(known.length)], fields().Subject),
    () => remove(office, known.splice(random.integer(known.length), 1)[0]),
    // what the log has lost is not missed
    () => office.core.world.seed([]),
  ]

  for (let round = 0; round < 150; round++) {
    deeds[round < 12 ? 0 : random.integer(4)]?.()
    const items = calendarOf(office)
    for (const order of ORDERS) {
      const [uri, direction] = order
      const asked = { SortOrder: { FieldOrder: [{ '@Order': direction, FieldURI: { '@FieldURI': uri } }] } }
      const expected = sorted(items, order).slice(2, 9)
      expect(listed(office, asked)).toEqual(expected.map(({ subject }) => subject))
    }
    const asCreated = items.toSorted((left, right) => left.number - right.number).slice(2, 9)
    expect(listed(office, {})).toEqual(asCreated.map(({ subject }) => subject))
  }
})

function update(office: Office, id: EwsObject | undefined, subject: string): void {
  if (id === undefined) return
  const set = {
    name: 'SetItemField',
    value: { FieldURI: { '@FieldURI': 'item:Subject' }, CalendarItem: { Subject: subject } },
  }
  office.as(ALICE)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@SendMeetingInvitationsOrCancellations': 'SendToNone',
    ItemChanges: { ItemChange: [{ ItemId: id, Updates: { $each: [set] } }] },
  })
}

function remove(office: Office, id: EwsObject | undefined): void {
  if (id === undefined) return
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': 'SendToNone',
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })
}
