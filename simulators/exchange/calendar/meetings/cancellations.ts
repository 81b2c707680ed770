import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, MeetingMessage, Person } from '../item.js'
import { deliver, keepSent, outboxOf, sendOutside } from './delivery.js'
import { dateOf, hasOccurrences, withoutDate } from './exceptions.js'
import { invitationTo, STATE } from './invitation.js'
import type { Draft } from './messages.js'
import type { Destination } from './people.js'

const PREFIX = 'Canceled: '

/** A cancellation to be sent: of a meeting, or of one occurrence that `singleOf` gives. */
export interface Cancellation {
  readonly meeting: CalendarItem
  readonly to: readonly Destination[]
  /** Who is named as receiver. */
  readonly named: readonly Person[]
  readonly saveCopy: boolean
  readonly sender?: Person | undefined
}

/**
 * Tells attendees that a meeting does not take place or that they are not invited any more, and gives the copy of
 * what was sent. Their copy stays, marked as cancelled, until they remove it; rooms remove it at once.
 * @source ews.md 5.4, row 7
 */
export function sendCancellations(changes: Changes, cancellation: Cancellation): MeetingMessage | undefined {
  const { meeting, to, saveCopy } = cancellation
  if (to.length === 0) return undefined
  const draft = draftOf(cancellation)
  for (const destination of to) {
    if (destination.kind === 'outside') sendOutside(changes, destination.person, draft)
    else if (destination.guid !== meeting.mailbox) deliverCancellation(changes, destination, draft)
  }
  return saveCopy ? keepSent(changes, { mailbox: outboxOf(changes, cancellation) }, draft) : undefined
}

function deliverCancellation(
  changes: Changes,
  destination: Destination & { readonly kind: 'mailbox' },
  draft: Draft,
): void {
  const mailbox = changes.mailbox(destination.guid)
  if (mailbox === undefined) return sendOutside(changes, destination.person, draft)
  const { automate } = mailbox.processing
  const meeting = { hasBeenProcessed: automate !== 'None' }
  const message = deliver(changes, mailbox.guid, { ...draft, meeting })
  if (automate === 'None') return
  const isRoom = automate === 'AutoAccept'
  cancelCopy(changes, mailbox.guid, { event: draft.event, isRoom })
  if (isRoom && message !== undefined) changes.move(message, FOLDER_NUMBERS.deleteditems)
}

function cancelCopy(
  changes: Changes,
  mailbox: string,
  { event, isRoom }: { readonly event: CalendarItem['event']; readonly isRoom: boolean },
): void {
  const { uid, recurrenceId } = event
  const whole = changes.appointment(mailbox, uid)
  if (recurrenceId !== undefined && whole?.event.series !== undefined) {
    return dropOccurrence(changes, whole, dateOf(changes.calendar.zones, whole.event, recurrenceId))
  }
  const copies = changes.appointments(mailbox, uid)
  for (const copy of copies) {
    if (recurrenceId !== undefined && copy.event.recurrenceId !== recurrenceId) continue
    if (isRoom) changes.delete(copy)
    else changes.update(asCancelled(copy, event.sequence), 'MeetingCopyUpdated')
  }
}

function asCancelled(copy: CalendarItem, sequence: number): CalendarItem {
  const { event, subject } = copy
  const state = event.state | STATE.cancelled
  return { ...copy, subject: cancelled(subject), event: { ...event, freeBusy: 'Free', state, sequence } }
}

/** A cancelled occurrence leaves the copy of the series, and the last one takes the copy along. @inferred */
function dropOccurrence(changes: Changes, copy: CalendarItem, date: number): void {
  const rest = withoutDate(copy, date)
  if (hasOccurrences(changes.calendar.zones, rest)) changes.update(rest, 'MeetingCopyUpdated')
  else changes.delete(copy)
}

function draftOf({ meeting, named, sender }: Cancellation): Draft {
  const { fields, event } = invitationTo(meeting, { properties: false })
  return {
    kind: 'MeetingCancellation',
    itemClass: 'IPM.Schedule.Meeting.Canceled',
    subject: cancelled(meeting.subject),
    fields,
    event: { ...event, freeBusy: 'Free', state: event.state | STATE.cancelled },
    from: meeting.event.organizer,
    sender,
    to: named,
  }
}

export function cancelled(subject: string): string {
  return subject.startsWith(PREFIX) ? subject : PREFIX + subject
}
