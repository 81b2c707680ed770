import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem } from '../item.js'
import type { Invitation } from './invitation.js'

/** What arrived for an attendee; a significant update asks for a new answer. */
export interface Arrival {
  readonly invitation: Invitation
  readonly isSignificant: boolean
}

/**
 * Writes a meeting into an attendee's Calendar: a tentative copy at first, afterwards the same copy in place.
 * What only the attendee sets (reminder, categories) stays; an answer stays unless the update is significant.
 * @source ews.md 5.4, rows 1, 4 and 6
 */
export function writeCopy(
  changes: Changes,
  mailbox: string,
  { invitation, isSignificant }: Arrival,
): CalendarItem {
  const { fields, event } = invitation
  const known = changes.appointment(mailbox, event.uid)
  if (known === undefined) {
    return changes.create<CalendarItem>(
      { mailbox, folder: FOLDER_NUMBERS.calendar },
      {
        kind: 'CalendarItem',
        itemClass: 'IPM.Appointment',
        categories: [],
        reminderIsSet: true,
        reminderMinutes: 15,
        attachments: [],
        ...fields,
        event,
      },
      'MeetingCopyCreated',
    )
  }

  const { myResponse, freeBusy, repliedAt } = known.event
  const isAnswered = !isSignificant && myResponse !== 'NoResponseReceived'
  const answer = isAnswered ? { myResponse, freeBusy, ...(repliedAt === undefined ? {} : { repliedAt }) } : {}
  return changes.update<CalendarItem>(
    {
      ...known,
      ...fields,
      extended: { ...known.extended, ...fields.extended },
      event: { ...event, ...answer },
    },
    'MeetingCopyUpdated',
  )
}
