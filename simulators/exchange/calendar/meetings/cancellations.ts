import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, EventFields, Person } from '../item.js'
import { invitationTo, STATE } from './invitation.js'
import { deliver, keepSent, sendOutside, type Draft } from './messages.js'
import { destinationsOf } from './people.js'

const PREFIX = 'Canceled: '

/** A cancellation to be sent: of the meeting, or of one occurrence as `occurrence` shows it. */
export interface Cancellation {
  readonly meeting: CalendarItem
  readonly to: readonly Person[]
  readonly saveCopy: boolean
  readonly occurrence?: Partial<EventFields>
}

/**
 * Tells attendees that a meeting does not take place or that they are not invited any more. Their copy stays,
 * marked as cancelled, until they remove it; rooms remove it at once. @source ews.md 5.4, row 7
 */
export function sendCancellations(
  changes: Changes,
  { meeting, to, saveCopy, occurrence }: Cancellation,
): void {
  const draft = draftOf(meeting, to, occurrence)
  if (saveCopy) keepSent(changes, meeting.mailbox, draft)

  for (const destination of destinationsOf(changes.calendar.recipients, to)) {
    if (destination.kind === 'outside') {
      sendOutside(changes, destination.person, draft)
    } else if (destination.guid !== meeting.mailbox) {
      const isRoom = changes.mailbox(destination.guid)?.processing.automate === 'AutoAccept'
      const message = deliver(changes, destination.guid, { ...draft, meeting: { hasBeenProcessed: true } })
      if (isRoom) changes.move(message, FOLDER_NUMBERS.deleteditems)
      if (occurrence === undefined) cancelCopy(changes, destination.guid, { meeting, isRoom })
      else dropOccurrence(changes, destination.guid, meeting)
    }
  }
}

function cancelCopy(
  changes: Changes,
  mailbox: string,
  { meeting, isRoom }: { readonly meeting: CalendarItem; readonly isRoom: boolean },
): void {
  const copy = changes.appointment(mailbox, meeting.event.uid)
  if (copy === undefined) return
  if (isRoom) return changes.delete(copy)
  changes.update(
    {
      ...copy,
      subject: cancelled(copy.subject),
      event: {
        ...copy.event,
        freeBusy: 'Free',
        state: copy.event.state | STATE.cancelled,
        sequence: meeting.event.sequence,
      },
    },
    'MeetingCopyUpdated',
  )
}

/** The copy of a series takes over which occurrences are gone. */
function dropOccurrence(changes: Changes, mailbox: string, meeting: CalendarItem): void {
  const copy = changes.appointment(mailbox, meeting.event.uid)
  const { series } = meeting.event
  if (copy === undefined || series === undefined) return
  changes.update({ ...copy, event: { ...copy.event, series } }, 'MeetingCopyUpdated')
}

function draftOf(meeting: CalendarItem, to: readonly Person[], occurrence?: Partial<EventFields>): Draft {
  const { fields, event } = invitationTo(meeting, false)
  return {
    kind: 'MeetingCancellation',
    itemClass: 'IPM.Schedule.Meeting.Canceled',
    subject: cancelled(meeting.subject),
    fields,
    event: { ...event, ...occurrence, freeBusy: 'Free', state: event.state | STATE.cancelled },
    from: meeting.event.organizer,
    to,
  }
}

function cancelled(subject: string): string {
  return subject.startsWith(PREFIX) ? subject : PREFIX + subject
}
