import type { Calendar } from '../calendar.js'
import { items, uidKey } from '../collections.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, MeetingMessage } from '../item.js'
import type { Occurrence } from '../recurrence/occurrences.js'
import { occurrenceAt } from './exceptions.js'

/** What in a calendar a message is about. */
export interface Associated {
  readonly item: CalendarItem
  readonly occurrence: Occurrence | undefined
}

/**
 * The appointment that a message is about, or the occurrence of it; for the message of a delegate that in the calendar
 * of the principal. @source ews.md 5.3; the delegate is @inferred
 */
export function associatedWith(calendar: Calendar, message: MeetingMessage): Associated | undefined {
  const { uid, recurrenceId } = message.event
  const principal = message.message.receivedRepresenting
  const mailbox =
    principal === undefined ? message.mailbox : calendar.recipients.resolve(principal.address)?.mailboxGuid
  if (mailbox === undefined) return undefined
  const found = [...calendar.world.by(items, 'uid', uidKey(mailbox, uid))].flatMap(({ record }) =>
    record.kind === 'CalendarItem' && record.folder === FOLDER_NUMBERS.calendar ? [record] : [],
  )
  const whole = found.find(({ event }) => event.recurrenceId === undefined)
  if (recurrenceId === undefined)
    return whole === undefined ? undefined : { item: whole, occurrence: undefined }
  if (whole?.event.series !== undefined) {
    const occurrence = occurrenceAt(calendar.zones, whole, recurrenceId)
    return occurrence === undefined ? undefined : { item: whole, occurrence }
  }
  const single = found.find(({ event }) => event.recurrenceId === recurrenceId)
  return single === undefined ? undefined : { item: single, occurrence: undefined }
}
