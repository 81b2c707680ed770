import { LabError, type Instant } from '../../../core/index.js'
import { BLANK_FIELDS } from '../blank-fields.js'
import type { Changes } from '../changes.js'
import type { Body, CalendarItem, Person, ProposedTime } from '../item.js'
import { deliverAnswer, draftOf } from './answers.js'
import { sendCancellations } from './cancellations.js'
import { changedFacts, isSignificant } from './changed-facts.js'
import { occurrenceAt, singleOf } from './exceptions.js'
import { invitationTo, STATE } from './invitation.js'
import type { Answer } from './messages.js'
import { destinationsOf, personOf } from './people.js'
import { sendRequests } from './requests.js'

/** What somebody outside the organization answers to a request that reached him by mail. */
export interface AnswerFromOutside {
  /** Addresses. */
  readonly organizer: string
  readonly from: string
  readonly uid: string
  /** When it answers one occurrence: when that was to start. */
  readonly recurrenceId?: Instant
  readonly response: Answer
  /** The sequence number of the request; default the latest. */
  readonly sequence?: number
  readonly proposed?: ProposedTime
  readonly body?: Body
}

/** An answer from outside arrives, and is tracked as one from inside is. @source ews.md 5.4, rows 5 and 8 */
export function receiveAnswer(changes: Changes, answer: AnswerFromOutside): void {
  const { recipients, zones } = changes.calendar
  const { organizer, from, uid, recurrenceId, response, sequence, proposed, body } = answer
  const mailbox = recipients.resolve(organizer)?.mailboxGuid
  const meeting = mailbox === undefined ? undefined : changes.appointment(mailbox, uid)
  if (mailbox === undefined || meeting === undefined) throw unknownMeeting(answer)
  const occurrence = recurrenceId === undefined ? undefined : occurrenceAt(zones, meeting, recurrenceId)
  if (recurrenceId !== undefined && occurrence === undefined) throw unknownMeeting(answer)

  const asked = occurrence === undefined ? meeting : singleOf(meeting, occurrence)
  const { event } = invitationTo(asked, { properties: false })
  const copy = { ...asked, event: { ...event, sequence: sequence ?? event.sequence } }
  const draft = draftOf({ from: personOf(recipients, from), copy, answer: response, body, proposed })
  deliverAnswer(changes, mailbox, draft)
}

/** A meeting that somebody outside calls, or what has become of it. */
export interface MeetingFromOutside {
  readonly method: 'REQUEST' | 'CANCEL'
  /** Addresses of people here. */
  readonly to: readonly string[]
  /** The meeting as its organizer has it. */
  readonly meeting: Pick<CalendarItem, 'subject' | 'body'> & {
    readonly event: Omit<
      CalendarItem['event'],
      'organizer' | 'myResponse' | 'isMeeting' | 'requestWasSent' | 'state'
    >
    readonly organizer: Person
  }
}

/** A request or a cancellation from outside arrives. @source Set-CalendarProcessing, ProcessExternalMeetingMessages */
export function receiveMeeting(changes: Changes, { method, to, meeting: given }: MeetingFromOutside): void {
  const { recipients } = changes.calendar
  const { organizer, event, ...fields } = given
  const meeting: CalendarItem = {
    ...blank(changes),
    ...fields,
    event: {
      ...event,
      organizer,
      myResponse: 'Organizer',
      isMeeting: true,
      requestWasSent: true,
      state: STATE.meeting,
    },
  }
  const named = to.map((address) => personOf(recipients, address))
  for (const destination of destinationsOf(recipients, named)) {
    const sent = { meeting, to: [destination], named, saveCopy: false }
    if (method === 'CANCEL') sendCancellations(changes, sent)
    else sendRequests(changes, { ...sent, ...updateFor(changes, destination, meeting) })
  }
}

/** What a request is for a mailbox that may have had one before. */
function updateFor(
  changes: Changes,
  destination: ReturnType<typeof destinationsOf>[number],
  { event }: CalendarItem,
): Pick<Parameters<typeof sendRequests>[1], 'type' | 'changed'> {
  const known =
    destination.kind === 'mailbox'
      ? changes.appointment(destination.guid, event.uid, event.recurrenceId)
      : undefined
  if (known === undefined) return { type: 'NewMeetingRequest' }
  const changed = changedFacts(known.event, event)
  return { type: isSignificant(changed) ? 'FullUpdate' : 'InformationalUpdate', changed }
}

function blank({ now, by }: Changes): Omit<CalendarItem, 'event' | 'subject' | 'body'> {
  return {
    kind: 'CalendarItem',
    mailbox: '',
    number: 0,
    folder: 0,
    change: 0,
    createdAt: now,
    modifiedAt: now,
    modifiedBy: by,
    itemClass: 'IPM.Appointment',
    ...BLANK_FIELDS,
  }
}

function unknownMeeting({ organizer, uid }: AnswerFromOutside): LabError {
  return new LabError('MEETING_UNKNOWN', {
    message: `${organizer} called no meeting ${uid}, or none at that time.`,
    hint: 'Take the UID, and for one occurrence its RecurrenceId, from the mail that was sent out.',
  })
}
