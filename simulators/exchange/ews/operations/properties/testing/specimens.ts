import { FOLDER_NUMBERS } from '../../../../calendar/folders.js'
import type { ItemKind, Mail } from '../../../../calendar/item.js'
import { newMessageFields } from '../../../../calendar/mail/message-fields.js'
import { personOf } from '../../../../calendar/meetings/people.js'
import type { EwsElement, EwsObject } from '../../../tree.js'
import { child, members, valueOf } from '../../request-parts.js'
import {
  ALICE,
  attendees,
  BOB,
  create,
  createOffice,
  inFolder,
  PLANNING,
  type Office,
} from '../../testing/office.js'

/** One item to read: whose it is, its kind and how it is named. */
export interface Specimen {
  readonly name: string
  readonly kind: ItemKind
  readonly owner: string
  readonly reference: EwsElement
}

const SERIES = {
  ...PLANNING,
  Subject: 'Daily',
  Start: '2026-03-09T09:00:00Z',
  End: '2026-03-09T09:30:00Z',
  Recurrence: {
    DailyRecurrence: { Interval: 1 },
    NumberedRecurrence: { StartDate: '2026-03-09', NumberOfOccurrences: 4 },
  },
}
const MEETING = { ...PLANNING, Subject: 'Meeting', RequiredAttendees: attendees(BOB) }

/** An office with at least one item of every kind, and appointments in all their forms. */
export function createSpecimens(): { readonly office: Office; readonly specimens: readonly Specimen[] } {
  const office = createOffice()
  const single = create(office, { ...PLANNING, Categories: { String: ['Red'] } })
  const master = create(office, SERIES)
  const meeting = create(office, MEETING)
  changeOccurrence(office, master)
  answerAndCancel(office)
  const alice = (name: string, kind: ItemKind, reference: EwsElement): Specimen => ({
    ...{ name, kind, owner: ALICE },
    reference,
  })
  const bob = (name: string, kind: ItemKind, folder: string): Specimen => ({
    ...{ name, kind, owner: BOB },
    reference: only(office, BOB, { folder, kind }),
  })
  return {
    office,
    specimens: [
      alice('a single appointment', 'CalendarItem', itemId(single)),
      alice('a series', 'CalendarItem', itemId(master)),
      alice('an occurrence', 'CalendarItem', occurrence(master, 1)),
      alice('an exception', 'CalendarItem', occurrence(master, 2)),
      alice('a meeting of its organizer', 'CalendarItem', itemId(meeting)),
      bob('a meeting of an attendee', 'CalendarItem', 'calendar'),
      bob('a request', 'MeetingRequest', 'deleteditems'),
      alice(
        'a response',
        'MeetingResponse',
        only(office, ALICE, { folder: 'inbox', kind: 'MeetingResponse' }),
      ),
      bob('a cancellation', 'MeetingCancellation', 'inbox'),
      alice('mail', 'Message', mail(office)),
    ],
  }
}

function changeOccurrence(office: Office, master: EwsObject): void {
  const rename = { FieldURI: { '@FieldURI': 'item:Subject' }, CalendarItem: { Subject: 'Moved' } }
  office.as(ALICE)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@SendMeetingInvitationsOrCancellations': 'SendToNone',
    ItemChanges: {
      ItemChange: [
        {
          OccurrenceItemId: occurrence(master, 2).value,
          Updates: { $each: [{ name: 'SetItemField', value: rename }] },
        },
      ],
    },
  })
}

/** Bob answers one meeting, and another one is called off. */
function answerAndCancel(office: Office): void {
  const request = only(office, BOB, { folder: 'inbox', kind: 'MeetingRequest' }).value
  office.as(BOB)('CreateItem', {
    '@MessageDisposition': 'SendAndSaveCopy',
    Items: { $each: [{ name: 'TentativelyAcceptItem', value: { ReferenceItemId: request } }] },
  })
  const cancelled = create(office, { ...MEETING, Start: '2026-03-05T09:00:00Z', End: '2026-03-05T10:00:00Z' })
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'MoveToDeletedItems',
    '@SendMeetingCancellations': 'SendToAllAndSaveCopy',
    ItemIds: { $each: [itemId(cancelled)] },
  })
}

/** Mail to Alice, as it is delivered. */
function mail({ store }: Office): EwsElement {
  const mailbox = store.mailboxByAddress(ALICE)?.guid ?? ''
  const [from, to] = [BOB, ALICE].map((address) => personOf(store.recipients, address)) as [never, never]
  const changes = store.changes('Bob')
  const {
    folder,
    number,
    change: key,
  } = changes.create<Mail>(
    { mailbox, folder: FOLDER_NUMBERS.inbox },
    {
      ...{
        kind: 'Message',
        itemClass: 'IPM.Note',
        subject: 'RE: Lunch',
        body: { type: 'Text', text: 'Yes' },
      },
      ...{ sensitivity: 'Normal', importance: 'High', categories: [], attachments: [], extended: {} },
      ...{ reminderIsSet: false, reminderMinutes: 0, inReplyTo: '<1@ent-pa.example>' },
      message: newMessageFields(changes, { from, to: [to], subject: 'Lunch' }),
    },
    'MessageDelivered',
  )
  changes.commit('mail')
  return itemId({
    '@Id': store.ids.write({ kind: 'item', mailbox, folder, number }),
    '@ChangeKey': store.ids.changeKey('Message', mailbox, key),
  })
}

function itemId(value: EwsObject): EwsElement {
  return { name: 'ItemId', value }
}

function occurrence(master: EwsObject, index: number): EwsElement {
  const value = { '@RecurringMasterId': master['@Id'], '@InstanceIndex': index }
  return { name: 'OccurrenceItemId', value }
}

/** The newest item of a kind in a folder. */
function only(
  office: Office,
  address: string,
  { folder, kind }: { readonly folder: string; readonly kind: ItemKind },
): EwsElement {
  const [message] = office.as(address)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'IdOnly' },
    ParentFolderIds: { $each: [inFolder(folder)] },
  })
  const root = child(message, 'RootFolder')
  const found = members(child(root, 'Items')).find((item) => item.name === kind)
  return itemId(valueOf(found ?? { name: kind, value: {} })['ItemId'] as EwsObject)
}
