import type { Changes } from '../changes.js'
import type { OutboundMail } from '../collections.js'
import { delegatesOf } from '../delegates.js'
import { FOLDER_NUMBERS } from '../folders.js'
import { writeMeetingMessage } from '../icalendar/write-calendar.js'
import type { Item, MeetingMessage, MeetingMessageKind, Person } from '../item.js'
import { contentOf, messageOf, type Draft } from './messages.js'
import { supersede } from './outdated.js'
import { ownerOf } from './people.js'

/** The methods of iTIP. @source RFC 5546 1.4 */
const METHODS = {
  MeetingRequest: 'REQUEST',
  MeetingResponse: 'REPLY',
  MeetingCancellation: 'CANCEL',
} as const satisfies Record<MeetingMessageKind, OutboundMail['method']>

/**
 * Puts a message into a mailbox's Inbox as new mail. Where delegates get the meeting messages of the mailbox they
 * get it too, and the owner all of it, a copy for information, or none. @source MS documentation of DeliverMeetingRequests
 */
export function deliver(changes: Changes, mailbox: string, draft: Draft): MeetingMessage | undefined {
  const { delivery, delegates } = delegatesOf(changes.calendar.world, mailbox)
  const receiving =
    delivery === 'NoForward' ? [] : delegates.filter((delegate) => delegate.receivesMeetingMessages)
  for (const { mailboxGuid } of receiving) deliverTo(changes, mailboxGuid, { draft, owner: mailbox })

  if (receiving.length === 0) return deliverTo(changes, mailbox, { draft })
  if (delivery === 'DelegatesOnly') return undefined
  return deliverTo(changes, mailbox, {
    draft: delivery === 'DelegatesAndSendInformationToMe' ? forInformation(draft) : draft,
  })
}

/** Puts a message into the Inbox of who looks after the mailbox that it is for, or after a room. */
export function deliverToDelegate(
  changes: Changes,
  delegate: string,
  { draft, owner }: { readonly draft: Draft; readonly owner: string },
): MeetingMessage | undefined {
  return deliverTo(changes, delegate, { draft, owner })
}

/** Keeps a copy of a sent message in Sent Items, or in another folder. */
export function keepSent(
  changes: Changes,
  { mailbox, folder = FOLDER_NUMBERS.sentitems }: { readonly mailbox: string; readonly folder?: number },
  draft: Draft,
): MeetingMessage {
  return changes.create<MeetingMessage>(
    { mailbox, folder },
    messageOf(changes, draft, { isRead: true }),
    'MessageSaved',
  )
}

/** Whose Sent Items keep what is sent for a meeting: those of who sends it. @inferred for delegates */
export function outboxOf(
  { calendar }: Changes,
  { meeting, sender }: { readonly meeting: Pick<Item, 'mailbox'>; readonly sender?: Person | undefined },
): string {
  const own = sender === undefined ? undefined : calendar.recipients.resolve(sender.address)?.mailboxGuid
  return own ?? meeting.mailbox
}

/** Sends a message out of the organization. */
export function sendOutside(changes: Changes, to: Person, draft: Draft): void {
  const { kind, subject, event, from, meeting } = draft
  const { uid, sequence, start, end, location, recurrenceId, myResponse } = event
  changes.mailOut({
    from: from.address,
    to: to.address,
    kind,
    method: METHODS[kind],
    uid,
    subject,
    sequence,
    start,
    end,
    ...(location === undefined ? {} : { location }),
    ...(recurrenceId === undefined ? {} : { recurrenceId }),
    ...(kind === 'MeetingResponse' ? { response: myResponse } : {}),
    ...(meeting?.proposed === undefined ? {} : { proposed: meeting.proposed }),
    calendar: writeMeetingMessage({ kind, from, item: contentOf(draft) }, changes.calendar.zones),
  })
}

function deliverTo(
  changes: Changes,
  mailbox: string,
  { draft, owner }: { readonly draft: Draft; readonly owner?: string },
): MeetingMessage | undefined {
  const known = changes.mailbox(mailbox)
  if (known === undefined) return undefined
  const principal = owner === undefined ? undefined : ownerOf(changes.calendar.recipients, owner)
  if (known.processing.automate !== 'None') supersede(changes, mailbox, { draft, principal })
  return changes.create<MeetingMessage>(
    { mailbox, folder: FOLDER_NUMBERS.inbox },
    messageOf(changes, draft, principal === undefined ? {} : { receivedRepresenting: principal }),
    'MessageDelivered',
  )
}

/** The owner is told, and need not answer. @inferred from the name PrincipalWantsCopy */
function forInformation(draft: Draft): Draft {
  if (draft.kind !== 'MeetingRequest') return draft
  return { ...draft, meeting: { ...draft.meeting, requestType: 'PrincipalWantsCopy' } }
}
