import { expect, it } from 'vitest'
import { isChangeOf } from '../../../core/index.js'
import { folderStream, items } from '../../calendar/collections.js'
import { EVENTS, isItemReason } from '../../calendar/events.js'
import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import type { EwsObject } from '../tree.js'
import {
  create,
  createMeetingOffice,
  drop,
  idOf,
  item,
  MEETING,
  newest,
  occurrence,
  onlyOne,
  respond,
  SERIES,
  set,
} from './testing/meetings.js'
import { ALICE, BOB, type Office } from './testing/office.js'

type Place = 'calendar' | 'inbox' | 'deleteditems'

/** The events that a folder of somebody raises while something is done. */
function eventsOf(office: Office, address: string, place: Place, act: () => void): readonly string[] {
  const mailbox = office.store.mailboxByAddress(address)?.guid ?? ''
  const stream = folderStream(mailbox, FOLDER_NUMBERS[place])
  const { world } = office.core
  const before = world.sequence
  act()
  const page = world.read(stream, before)
  return (page.kind === 'changes' ? page.changes : []).flatMap((change) =>
    isChangeOf(items, change) && isItemReason(change.reason) ? EVENTS[change.reason] : [],
  )
}

const CREATED = ['CreatedEvent', 'FreeBusyChangedEvent', 'FolderModifiedEvent']
const MODIFIED = ['ModifiedEvent', 'FreeBusyChangedEvent', 'FolderModifiedEvent']
const MOVED = ['MovedEvent', 'FolderModifiedEvent']
const NEW_MAIL = ['NewMailEvent', 'CreatedEvent', 'FolderModifiedEvent']

interface Prepared {
  readonly id: EwsObject
  readonly copy: EwsObject
}

type Case = readonly [string, string, Place, readonly string[], (office: Office, prepared: Prepared) => void]

const accept = (office: Office, { copy }: Prepared) => respond(office, BOB, { name: 'AcceptItem', to: copy })

/** Rows of the table of events, for one meeting of Alice's with Bob. @source ews.md 6 */
const CASES: readonly Case[] = [
  ['the organizer creates', ALICE, 'calendar', CREATED, (office) => create(office, MEETING)],
  [
    'a request arrives',
    BOB,
    'calendar',
    ['CreatedEvent', 'ModifiedEvent', 'FreeBusyChangedEvent', 'FolderModifiedEvent'],
    (office) => create(office, MEETING),
  ],
  ['a request arrives', BOB, 'inbox', NEW_MAIL, (office) => create(office, MEETING)],
  [
    'the organizer changes',
    ALICE,
    'calendar',
    MODIFIED,
    (office, { id }) => set(office, item(id), { Subject: 'x' }),
  ],
  [
    'an update arrives',
    BOB,
    'calendar',
    MODIFIED,
    (office, { id }) => set(office, item(id), { Subject: 'x' }),
  ],
  [
    'nothing is sent',
    BOB,
    'calendar',
    [],
    (office, { id }) => set(office, item(id), { Subject: 'x' }, { to: 'SendToNone' }),
  ],
  [
    'nothing is sent',
    BOB,
    'inbox',
    [],
    (office, { id }) => set(office, item(id), { Subject: 'x' }, { to: 'SendToNone' }),
  ],
  ['an attendee accepts', BOB, 'calendar', MODIFIED, accept],
  ['an answer is processed', ALICE, 'calendar', ['ModifiedEvent', 'FolderModifiedEvent'], accept],
  ['an answer is processed', ALICE, 'inbox', NEW_MAIL, accept],
  [
    'an attendee declines',
    BOB,
    'deleteditems',
    MOVED,
    (office, { copy }) => respond(office, BOB, { name: 'DeclineItem', to: copy }),
  ],
  [
    'the organizer deletes for good',
    ALICE,
    'calendar',
    [...MODIFIED, 'DeletedEvent', 'FolderModifiedEvent'],
    (office, { id }) => drop(office, item(id)),
  ],
  ['a cancellation arrives', BOB, 'calendar', MODIFIED, (office, { id }) => drop(office, item(id))],
  [
    'a cancellation arrives',
    BOB,
    'inbox',
    ['ModifiedEvent', 'FolderModifiedEvent', ...NEW_MAIL],
    (office, { id }) => drop(office, item(id)),
  ],
]

it.each(CASES)('when %s, %s sees in %s %j', (_what, address, place, expected, act) => {
  const office = createMeetingOffice()
  const id = create(office, { ...MEETING, Subject: 'Before' })
  const copy = idOf(onlyOne(office, BOB))

  expect(eventsOf(office, address, place, () => act(office, { id, copy }))).toEqual(expected)
})

it('moves a request that was answered to Deleted Items', () => {
  const office = createMeetingOffice()
  create(office, MEETING)
  const to = idOf(newest(office, BOB))
  const act = () => respond(office, BOB, { name: 'AcceptItem', to })

  expect(eventsOf(office, BOB, 'inbox', act)).toEqual(['ModifiedEvent', 'FolderModifiedEvent', ...MOVED])
})

it.each([
  ['changed', (office: Office, id: EwsObject) => set(office, occurrence(id, 2), { Location: 'Garden' })],
  ['deleted', (office: Office, id: EwsObject) => drop(office, occurrence(id, 2))],
])('modifies the master when an occurrence is %s, on both sides', (_what, act) => {
  const office = createMeetingOffice()
  const id = create(office, SERIES)

  expect(eventsOf(office, ALICE, 'calendar', () => act(office, id))).toEqual(MODIFIED)
  expect(eventsOf(office, BOB, 'calendar', () => set(office, occurrence(id, 3), { Location: 'x' }))).toEqual(
    MODIFIED,
  )
})
