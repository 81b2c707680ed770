import type { Changes } from '../changes.js'
import { newMessageFields } from '../mail/message-fields.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type {
  EventFields,
  ItemFields,
  MeetingFields,
  MeetingMessage,
  Person,
  ResponseType,
  Unplaced,
} from '../item.js'

type MessageKind = MeetingMessage['kind']

/** A message about a meeting, before it is delivered. */
export interface Draft {
  readonly kind: MessageKind
  readonly itemClass: string
  readonly subject: string
  readonly fields: Partial<ItemFields>
  readonly event: EventFields
  readonly from: Person
  readonly to: readonly Person[]
  readonly meeting?: Partial<MeetingFields>
}

/** How an answer is called: its item class and what its subject begins with. @source ews.md 5.3 */
export const ANSWERS = {
  Accept: { itemClass: 'IPM.Schedule.Meeting.Resp.Pos', prefix: 'Accepted: ' },
  Tentative: { itemClass: 'IPM.Schedule.Meeting.Resp.Tent', prefix: 'Tentative: ' },
  Decline: { itemClass: 'IPM.Schedule.Meeting.Resp.Neg', prefix: 'Declined: ' },
} as const satisfies Partial<Record<ResponseType, unknown>>

export type Answer = keyof typeof ANSWERS

/** Puts a message into a mailbox's Inbox as new mail. */
export function deliver(changes: Changes, mailbox: string, draft: Draft): MeetingMessage {
  return changes.create<MeetingMessage>(
    { mailbox, folder: FOLDER_NUMBERS.inbox },
    messageOf(changes, draft),
    'MessageDelivered',
  )
}

/** Keeps a copy of a sent message in Sent Items. */
export function keepSent(changes: Changes, mailbox: string, draft: Draft): MeetingMessage {
  const unread = messageOf(changes, draft)
  return changes.create<MeetingMessage>(
    { mailbox, folder: FOLDER_NUMBERS.sentitems },
    { ...unread, message: { ...unread.message, isRead: true } },
    'MessageSaved',
  )
}

/** Sends a message out of the organization. */
export function sendOutside(changes: Changes, to: Person, draft: Draft): void {
  const { kind, subject, event, from } = draft
  changes.mailOut({ from: from.address, to: to.address, kind, uid: event.uid, subject })
}

function messageOf(changes: Changes, draft: Draft): Unplaced<MeetingMessage> {
  const { kind, itemClass, subject, fields, event, from, to, meeting } = draft
  return {
    body: { type: 'Text', text: '' },
    sensitivity: 'Normal',
    importance: 'Normal',
    categories: [],
    reminderIsSet: false,
    reminderMinutes: 0,
    attachments: [],
    extended: {},
    ...fields,
    kind,
    itemClass,
    subject,
    event,
    message: newMessageFields(changes, { from, to, subject }),
    meeting: { hasBeenProcessed: false, ...meeting },
  }
}
