import { collectionOf, type Instant } from '../../core/index.js'
import type { CalendarProcessing } from './calendar-processing.js'
import type { Folder } from './folders.js'
import {
  isEventItem,
  itemKey,
  type Body,
  type Item,
  type MeetingMessageKind,
  type ProposedTime,
  type ResponseType,
} from './item.js'
import { weekKeys } from './week-keys.js'

/** A mailbox: whose it is stands in the directory, found by the guid. */
export interface Mailbox {
  readonly guid: string
  /** The last number given to an item or a change in this mailbox. */
  readonly counter: number
  readonly processing: CalendarProcessing
}

/** What is said of every message that left the organization: nobody here has a copy, the harness can read it. */
interface Outbound {
  readonly id: string
  readonly sentAt: Instant
  readonly from: string
  readonly to: string
  readonly subject: string
}

export interface OutboundMeetingMessage extends Outbound {
  readonly kind: MeetingMessageKind
  /** The method of iTIP. @source RFC 5546 1.4 */
  readonly method: 'REQUEST' | 'REPLY' | 'CANCEL'
  readonly uid: string
  readonly sequence: number
  readonly start: Instant
  readonly end: Instant
  readonly location?: string
  /** When it is about one occurrence: when that was to start. */
  readonly recurrenceId?: Instant
  /** What an answer answers, and what it proposes. */
  readonly response?: ResponseType
  readonly proposed?: ProposedTime
  /** What calendars elsewhere are told, as iCalendar with the method. */
  readonly calendar: string
}

/** Mail; of what only messages about meetings have, it has nothing. */
export type OutboundMessage = Outbound & {
  readonly kind: 'Message'
  readonly body: Body
  /** With the angle brackets. */
  readonly internetMessageId: string
  readonly recipients: { readonly to: readonly string[]; readonly cc: readonly string[] }
} & { readonly [Field in Exclude<keyof OutboundMeetingMessage, keyof Outbound | 'kind'>]?: undefined }

export type OutboundMail = OutboundMeetingMessage | OutboundMessage

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
    week: weekKeys,
    movedFrom: (item) => item.movedFrom,
  },
  streams: (item) => [folderStream(item.mailbox, item.folder), mailboxStream(item.mailbox)],
})

/** A folder that somebody created, or a standard one that somebody changed. */
export interface StoredFolder extends Folder {
  readonly mailbox: string
  readonly createdAt: Instant
  readonly modifiedAt: Instant
}

/** Who watches a folder hears of it, and of the folders in it. */
export const folders = collectionOf<StoredFolder>()('exchange', 'folders', {
  key: (folder) => folderKey(folder.mailbox, folder.number),
  indexes: {
    mailbox: (folder) => folder.mailbox,
    parent: (folder) => (folder.parent === undefined ? undefined : folderKey(folder.mailbox, folder.parent)),
  },
  streams: ({ mailbox, number, parent = number }) => [
    ...new Set([folderStream(mailbox, number), folderStream(mailbox, parent)]),
    mailboxStream(mailbox),
  ],
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

/** The stream of the change log that tells of everything in a mailbox. */
export function mailboxStream(mailbox: string): string {
  return `mailbox:${mailbox}`
}

/** The stream of the change log that tells of a folder, its items and the folders in it. */
export function folderStream(mailbox: string, folder: number): string {
  return `folder:${folderKey(mailbox, folder)}`
}
