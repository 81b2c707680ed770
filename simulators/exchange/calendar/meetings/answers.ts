import type { Changes } from '../changes.js'
import type { Attendee, Body, CalendarItem, Person } from '../item.js'
import { publicStrings } from './invitation.js'
import { ANSWERS, deliver, keepSent, sendOutside, type Answer, type Draft } from './messages.js'
import { destinationsOf, isSamePerson } from './people.js'

/** An attendee's answer, on its way to the organizer. */
export interface SentAnswer {
  readonly from: Person
  readonly copy: CalendarItem
  readonly answer: Answer
  readonly body: Body | undefined
  /** The mailbox in whose Sent Items a copy is kept. */
  readonly saveCopyIn: string | undefined
}

/**
 * Records an answer on the attendee's own copy. `extended` are the properties of the request that wait for it.
 * @source ews.md 5.4, row 5
 */
export function answerCopy(
  changes: Changes,
  copy: CalendarItem,
  { answer, extended }: { readonly answer: Answer; readonly extended: CalendarItem['extended'] },
): CalendarItem {
  const properties = changes.calendar.namedProperties === 'onReaccept' ? publicStrings(extended) : {}
  const intended = copy.event.intendedFreeBusy ?? 'Busy'
  return changes.update(
    {
      ...copy,
      extended: { ...copy.extended, ...properties },
      event: {
        ...copy.event,
        myResponse: answer,
        freeBusy: answer === 'Tentative' ? 'Tentative' : intended,
        repliedAt: changes.now,
      },
    },
    'MeetingCopyUpdated',
  )
}

/** Sends an answer; it arrives in the organizer's Inbox and in the tracking of his meeting. */
export function sendAnswer(changes: Changes, sent: SentAnswer): void {
  const draft = draftOf(sent)
  if (sent.saveCopyIn !== undefined) keepSent(changes, sent.saveCopyIn, draft)
  for (const destination of destinationsOf(changes.calendar.recipients, draft.to)) {
    if (destination.kind === 'outside') {
      sendOutside(changes, destination.person, draft)
      continue
    }
    deliver(changes, destination.guid, { ...draft, meeting: { hasBeenProcessed: true } })
    track(changes, destination.guid, sent)
  }
}

/** Somebody who was invited through a group appears as an attendee of his own. @source ews.md 5.4, row 9 */
function track(changes: Changes, organizer: string, { from, copy, answer }: SentAnswer): void {
  const meeting = changes.appointment(organizer, copy.event.uid)
  if (meeting === undefined) return
  const { attendees } = meeting.event
  const answered: Attendee = { role: 'Required', person: from, response: answer, respondedAt: changes.now }
  const isListed = attendees.some(({ person }) => isSamePerson(person, from))
  const tracked = attendees.map((attendee) =>
    isSamePerson(attendee.person, from) ? { ...answered, role: attendee.role } : attendee,
  )
  changes.update(
    { ...meeting, event: { ...meeting.event, attendees: isListed ? tracked : [...attendees, answered] } },
    'ResponseRecorded',
  )
}

function draftOf({ from, copy, answer, body }: SentAnswer): Draft {
  const { itemClass, prefix } = ANSWERS[answer]
  return {
    kind: 'MeetingResponse',
    itemClass,
    subject: prefix + copy.subject,
    fields: body === undefined ? {} : { body },
    event: { ...copy.event, myResponse: answer },
    from,
    to: [copy.event.organizer],
  }
}
