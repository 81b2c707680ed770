import type { Instant } from '../../core/index.js'

/** Items are shown by an element of this name. */
export type ItemKind = 'CalendarItem' | MeetingMessageKind | 'Message'
export type MeetingMessageKind = 'MeetingRequest' | 'MeetingResponse' | 'MeetingCancellation'

export type ResponseType = 'Unknown' | 'Organizer' | 'Tentative' | 'Accept' | 'Decline' | 'NoResponseReceived'
export type FreeBusyStatus = 'Free' | 'Tentative' | 'Busy' | 'OOF' | 'WorkingElsewhere' | 'NoData'
export type Sensitivity = 'Normal' | 'Personal' | 'Private' | 'Confidential'
export type AttendeeRole = 'Required' | 'Optional' | 'Resource'
export type MeetingRequestType =
  | 'None'
  | 'FullUpdate'
  | 'InformationalUpdate'
  | 'NewMeetingRequest'
  | 'Outdated'
  | 'SilentUpdate'
  | 'PrincipalWantsCopy'

/** Stored once, in the format it was written in. @source ews.md 5.6 */
export interface Body {
  readonly type: 'HTML' | 'Text'
  readonly text: string
}

/** Somebody in an address field, with the name the directory has for them. */
export interface Person {
  readonly name: string
  readonly address: string
  readonly mailboxType: 'Mailbox' | 'PublicDL' | 'Contact' | 'OneOff'
}

export interface Attendee {
  readonly role: AttendeeRole
  readonly person: Person
  readonly response: ResponseType
  readonly respondedAt?: Instant
  /** Another time, which the answer proposes. */
  readonly proposed?: ProposedTime
  /** On the organizer's copy: a request has been sent. */
  readonly isInvited?: true
}

export interface ProposedTime {
  readonly start: Instant
  readonly end: Instant
}

/** What of a meeting is not as attendees were told. */
export interface Changed {
  readonly start: boolean
  readonly end: boolean
  readonly location: boolean
  readonly recurrence?: boolean
}

interface AttachmentFields {
  /** The counter in the attachment's id. */
  readonly number: number
  readonly name: string
  readonly contentType?: string
  readonly contentId?: string
  readonly contentLocation?: string
  readonly isInline: boolean
  readonly modifiedAt: Instant
}

export interface FileAttachment extends AttachmentFields {
  readonly kind: 'file'
  readonly isContactPhoto: boolean
  /** Base64. */
  readonly content: string
}

/** A copy of an item inside another. */
export interface ItemAttachment extends AttachmentFields {
  readonly kind: 'item'
  readonly item: Item
}

export type Attachment = FileAttachment | ItemAttachment

/** A named or tagged property: `type` is the `PropertyType`, an array type has an array of texts. */
export interface ExtendedValue {
  readonly type: string
  readonly value: string | readonly string[]
}

/** A follow-up flag, with the dates as instants. @source MS-OXWSCORE 2.2.4.11 */
export interface Flag {
  readonly status: 'NotFlagged' | 'Flagged' | 'Complete'
  readonly startDate?: Instant
  readonly dueDate?: Instant
  readonly completeDate?: Instant
}

/** What an enhanced location says besides the location itself. */
export interface LocationDetails {
  readonly annotation?: string
  /** The children of `t:PostalAddress`, as they were written. */
  readonly postalAddress: Readonly<Record<string, string | number>>
}

/** A `t:InboxReminder`, as it was written. */
export type InboxReminder = Readonly<Record<string, string | number | boolean>>

/** What an occurrence has of its own; everything else falls through to the master. @source ews.md 5.5 */
export interface Exception {
  /** The original date at midnight, in wall-clock milliseconds of the series' zone. */
  readonly date: number
  readonly fields: Partial<ItemFields>
  readonly event: Partial<EventFields>
}

/** A `t:Recurrence` as decoded: a pattern and a range, each with its fields. */
export type Recurrence = Readonly<
  Record<string, Readonly<Record<string, string | number | boolean | readonly string[]>>>
>

/** A recurrence as it was written on the wire, and what has become of single occurrences. */
export interface Series {
  readonly recurrence: Recurrence
  readonly exceptions: readonly Exception[]
  /** Original dates, as in `Exception.date`. */
  readonly deleted: readonly number[]
}

/** The facts of an appointment or meeting, on calendar items and on messages about them. */
export interface EventFields {
  readonly uid: string
  readonly start: Instant
  readonly end: Instant
  readonly isAllDayEvent: boolean
  /** Windows ids, or IANA names as clients sent them. */
  readonly startTimeZone: string
  readonly endTimeZone: string
  readonly freeBusy: FreeBusyStatus
  readonly intendedFreeBusy?: FreeBusyStatus
  readonly location?: string
  /** Belongs to the location: another location has none. */
  readonly locationDetails?: LocationDetails
  /** The words of a client for the time; nothing is made up when there are none. */
  readonly when?: string
  readonly isMeeting: boolean
  readonly requestWasSent: boolean
  readonly isResponseRequested: boolean
  readonly allowNewTimeProposal: boolean
  readonly organizer: Person
  readonly attendees: readonly Attendee[]
  readonly myResponse: ResponseType
  readonly repliedAt?: Instant
  /** Starts at 0 and grows with each significant update that is sent. @source ews.md 5.2 */
  readonly sequence: number
  /** Bits: 1 meeting, 2 received, 4 cancelled. @source ews.md 5.2 */
  readonly state: number
  readonly stamp: Instant
  readonly conferenceType?: number
  readonly isOnlineMeeting?: boolean
  readonly meetingWorkspaceUrl?: string
  readonly netShowUrl?: string
  readonly inboxReminders?: readonly InboxReminder[]
  readonly doNotForward?: boolean
  readonly series?: Series
  /**
   * The original start of the one occurrence that this is about, where the series is not with it: on messages
   * about an occurrence, and in the calendar of who is invited to nothing else. @source ews.md 2.3
   */
  readonly recurrenceId?: Instant
  /** On the organizer's copy: what has changed since all attendees were told. */
  readonly unsent?: Changed
}

/** What every message has. */
export interface MessageFields {
  readonly from: Person
  /** Who sent it on behalf of `from`, when that is somebody else. */
  readonly sender?: Person
  /** Whose mail this is, in the Inbox of a delegate. @source MS documentation of ReceivedRepresenting */
  readonly receivedRepresenting?: Person
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
  readonly bcc: readonly Person[]
  readonly replyTo: readonly Person[]
  /** Absent on a draft. */
  readonly sentAt?: Instant
  readonly isRead: boolean
  readonly isReadReceiptRequested: boolean
  readonly isDeliveryReceiptRequested: boolean
  readonly isResponseRequested?: boolean
  /** With the angle brackets. */
  readonly internetMessageId: string
  readonly references?: string
  readonly conversationTopic: string
  /** Hexadecimal. @source MS-OXOMSG 2.2.1.3 */
  readonly conversationIndex: string
}

/** What only a message about a meeting has. @source ews.md 5.3 */
export interface MeetingFields {
  readonly hasBeenProcessed: boolean
  readonly requestType?: MeetingRequestType
  readonly changed?: Changed
  /** Another time, which a response proposes. */
  readonly proposed?: ProposedTime
}

/** What every item has and a client may read under `item:`. */
export interface ItemFields {
  /** The mailbox of who created it, where that is not the owner of the mailbox it is in. */
  readonly createdBy?: string
  readonly itemClass: string
  readonly subject: string
  readonly body: Body
  readonly sensitivity: Sensitivity
  readonly importance: 'Low' | 'Normal' | 'High'
  readonly categories: readonly string[]
  readonly culture?: string
  readonly inReplyTo?: string
  readonly flag?: Flag
  readonly reminderIsSet: boolean
  readonly reminderMinutes: number
  readonly attachments: readonly Attachment[]
  /** By the canonical name of the property (`extended-properties.ts`). */
  readonly extended: Readonly<Record<string, ExtendedValue>>
}

/** Where an item is and when it changed; kept by `Changes`. */
export interface ItemPlace {
  readonly mailbox: string
  /** The counter in the item's id; a new one after each move. */
  readonly number: number
  readonly folder: number
  /** The counter in the change key; a new one after each write. */
  readonly change: number
  /** The key that the item had in the folder from which it was moved here. */
  readonly movedFrom?: string
  /** The key of the item of which it is a copy. */
  readonly copiedFrom?: string
  readonly createdAt: Instant
  readonly modifiedAt: Instant
  readonly modifiedBy: string
}

export interface CalendarItem extends ItemPlace, ItemFields {
  readonly kind: 'CalendarItem'
  readonly event: EventFields
}

export interface MeetingMessage extends ItemPlace, ItemFields {
  readonly kind: MeetingMessageKind
  readonly event: EventFields
  readonly message: MessageFields
  readonly meeting: MeetingFields
}

/** Mail, and all that has no element of its own. @source ews.md 4.4 */
export interface Mail extends ItemPlace, ItemFields {
  readonly kind: 'Message'
  readonly message: MessageFields
}

/** What is about a time in a calendar. */
export type EventItem = CalendarItem | MeetingMessage
export type MessageItem = MeetingMessage | Mail
export type Item = EventItem | Mail

export function isEventItem(item: Item): item is EventItem {
  return item.kind !== 'Message'
}

export function isMessageItem(item: Item): item is MessageItem {
  return item.kind !== 'CalendarItem'
}

/** An item before `Changes` gives it a place. */
export type Unplaced<I extends Item> = Omit<I, keyof ItemPlace>

/** The key of an item's record. */
export function itemKey(mailbox: string, number: number): string {
  return `${mailbox}:${number}`
}
