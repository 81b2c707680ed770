import { collectionOf, type Instant } from '../../core/index.js'
import type { CalendarProcessing } from './calendar-processing.js'
import { isEventItem, itemKey, type Item } from './item.js'

/** A mailbox: whose it is stands in the directory, found by the guid. */
export interface Mailbox {
  readonly guid: string
  /** The last number given to an item or a change in this mailbox. */
  readonly counter: number
  readonly processing: CalendarProcessing
}

/** A message that left the organization: nobody here has a copy, the harness can read it. */
export interface OutboundMail {
  readonly id: string
  readonly sentAt: Instant
  readonly from: string
  readonly to: string
  readonly kind: 'MeetingRequest' | 'MeetingResponse' | 'MeetingCancellation'
  readonly uid: string
  readonly subject: string
}

export const mailboxes = collectionOf<Mailbox>()('exchange', 'mailboxes', {
  key: (mailbox) => mailbox.guid,
})

export const items = collectionOf<Item>()('exchange', 'items', {
  key: (item) => itemKey(item.mailbox, item.number),
  indexes: {
    folder: (item) => folderKey(item.mailbox, item.folder),
    unread: (item) =>
      item.kind !== 'CalendarItem' && !item.message.isRead ? folderKey(item.mailbox, item.folder) : undefined,
    uid: (item) => (isEventItem(item) ? uidKey(item.mailbox, item.event.uid) : undefined),
    movedFrom: (item) => item.movedFrom,
  },
  streams: (item) => [folderStream(item.mailbox, item.folder)],
})

export const outboundMail = collectionOf<OutboundMail>()('exchange', 'outbound-mail', {
  key: (mail) => mail.id,
  indexes: { uid: (mail) => mail.uid },
  streams: () => ['outbound-mail'],
})

export function folderKey(mailbox: string, folder: number): string {
  return `${mailbox}:${folder}`
}

export function uidKey(mailbox: string, uid: string): string {
  return `${mailbox}:${uid}`
}

/** The stream of the change log that tells of a folder's items. */
export function folderStream(mailbox: string, folder: number): string {
  return `folder:${folderKey(mailbox, folder)}`
}
