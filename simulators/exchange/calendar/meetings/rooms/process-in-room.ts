import type { Changes } from '../../changes.js'
import type { Mailbox } from '../../collections.js'
import type { CalendarItem, Person } from '../../item.js'
import type { Occurrence } from '../../recurrence/occurrences.js'
import { recordAnswer, sendAnswer } from '../answers.js'
import { deliverToDelegate } from '../delivery.js'
import { exceptionOn, occurrenceAt, singleOf, withException } from '../exceptions.js'
import type { Invitation } from '../invitation.js'
import type { Answer, Draft } from '../messages.js'
import { bookingOf, type Booking } from './booking.js'
import { asRoomKeeps } from './kept-in-room.js'
import { shortened } from './shortened.js'
import { verdictOn, type Verdict } from './verdict.js'
import { answerText, conflictText } from './words.js'

/** A request that has been written into the calendar of a resource. */
interface Arrived {
  readonly mailbox: Mailbox
  readonly copy: CalendarItem
  readonly invitation: Invitation
  readonly isSignificant: boolean
  readonly person: Person
  /** The request as it was delivered. */
  readonly request: Draft
}

const ANSWER_TO: Readonly<Record<Verdict['kind'], Answer>> = {
  accepted: 'Accept',
  pending: 'Tentative',
  declined: 'Decline',
}

/**
 * A resource with AutoAccept answers a request by itself and keeps as much of it as its settings say.
 * @source ews.md 5.4, row 2
 */
export function processInRoom(changes: Changes, arrived: Arrived): void {
  const { mailbox, copy, invitation, isSignificant } = arrived
  const kept = changes.update(asRoomKeeps(mailbox.processing, copy), 'MeetingCopyUpdated')
  if (!isSignificant) return

  const { recurrenceId } = invitation.event
  const isOfSeries = recurrenceId !== undefined && kept.event.series !== undefined
  const occurrence = isOfSeries ? occurrenceAt(changes.calendar.zones, kept, recurrenceId) : undefined
  const capacity = capacityOf(changes, mailbox)
  const item =
    occurrence === undefined
      ? kept
      : { ...kept, event: { ...kept.event, attendees: invitation.event.attendees } }
  const booking = bookingOf(changes, { processing: mailbox.processing, item, occurrence, capacity })
  const verdict = verdictOn(changes, booking)
  answer(changes, { arrived, booking, verdict, kept, occurrence })
}

interface Answering {
  readonly arrived: Arrived
  readonly booking: Booking
  readonly verdict: Verdict
  readonly kept: CalendarItem
  readonly occurrence: Occurrence | undefined
}

function answer(changes: Changes, { arrived, booking, verdict, kept, occurrence }: Answering): void {
  const { person, mailbox } = arrived
  const answer = ANSWER_TO[verdict.kind]
  const asked = asAsked(arrived, occurrence === undefined ? kept : singleOf(kept, occurrence))
  const recorded =
    verdict.kind === 'declined' && occurrence === undefined
      ? remove(changes, kept)
      : record(changes, { kept, verdict, booking, occurrence })
  sendAnswer(changes, { from: person, copy: asked, answer, body: answerText(verdict, booking) })
  if (verdict.kind === 'pending') forward(changes, arrived)
  if (verdict.kind !== 'accepted' || recorded === undefined) return

  let rest = recorded
  for (const conflict of verdict.conflicts) {
    const taken = conflict.time.occurrence
    if (taken === undefined) continue
    const single = asAsked(arrived, singleOf(rest, taken))
    rest = recordAnswer(changes, rest, { answer: 'Decline', occurrence: taken })
    if (!mailbox.processing.enableResponseDetails) continue
    sendAnswer(changes, {
      from: person,
      copy: single,
      answer: 'Decline',
      body: conflictText(booking, conflict),
    })
  }
}

/** Answers name the meeting as the organizer does, whatever the resource keeps of that. */
function asAsked({ request: { subject } }: Arrived, copy: CalendarItem): CalendarItem {
  return { ...copy, subject }
}

function capacityOf({ calendar: { recipients } }: Changes, { guid }: Mailbox): number | undefined {
  const resource = recipients.byMailboxGuid(guid)
  return resource === undefined ? undefined : recipients.addressBookEntry(resource.objectGuid)?.capacity
}

function remove(changes: Changes, kept: CalendarItem): undefined {
  changes.delete(kept)
}

/** What waits for approval shows as tentative, or does not show. @source Set-CalendarProcessing, TentativePendingApproval */
function record(
  changes: Changes,
  { kept, verdict, booking, occurrence }: Omit<Answering, 'arrived'>,
): CalendarItem {
  const { processing, windowEnd } = booking
  if (verdict.kind !== 'pending') {
    const fitting = occurrence === undefined ? shortened(changes, kept, windowEnd) : kept
    return recordAnswer(changes, fitting, { answer: ANSWER_TO[verdict.kind], occurrence })
  }
  const freeBusy = processing.tentativePendingApproval ? 'Tentative' : 'Free'
  if (occurrence === undefined) {
    const event = { ...kept.event, freeBusy } as const
    return changes.update<CalendarItem>({ ...kept, event }, 'MeetingCopyUpdated')
  }
  const was = exceptionOn(kept, occurrence.date) ?? { date: occurrence.date, fields: {}, event: {} }
  return changes.update(
    withException(kept, { ...was, event: { ...was.event, freeBusy } }),
    'MeetingCopyUpdated',
  )
}

function forward(changes: Changes, { mailbox, request }: Arrived): void {
  const { forwardRequestsToDelegates, resourceDelegates } = mailbox.processing
  if (!forwardRequestsToDelegates) return
  for (const identity of resourceDelegates) {
    const delegate = changes.calendar.recipients.resolve(identity)?.mailboxGuid
    if (delegate !== undefined) deliverToDelegate(changes, delegate, { draft: request, owner: mailbox.guid })
  }
}
