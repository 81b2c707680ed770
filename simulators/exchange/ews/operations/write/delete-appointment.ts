import type { Changes } from '../../../calendar/changes.js'
import type { CalendarItem, Item } from '../../../calendar/item.js'
import { sendAnswer } from '../../../calendar/meetings/answers.js'
import { cancelMeeting, cancelOccurrence } from '../../../calendar/meetings/cancel.js'
import { hasOccurrences, singleOf, withoutDate } from '../../../calendar/meetings/exceptions.js'
import { STATE } from '../../../calendar/meetings/invitation.js'
import { isOrganizersMeeting, type Sending } from '../../../calendar/meetings/organizer.js'
import type { Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { ActingMailbox } from '../../caller.js'
import type { Service } from '../service.js'
import { actingIn, senderIn } from './responding.js'

/** An appointment, or one occurrence of it, that is to be deleted. */
export interface Deletion {
  readonly self: ActingMailbox
  readonly item: CalendarItem
  readonly occurrence: Occurrence | undefined
  readonly sending: Sending
  /** Takes an item away, however that was asked for. */
  readonly dispose: (item: Item) => void
}

/**
 * Deletes an appointment or an occurrence; the series goes with its last one. Where others are told the organizer
 * cancels and an attendee declines. @source ews.md 4.7, 5.5
 */
export function deleteAppointment(service: Service, changes: Changes, deletion: Deletion): void {
  const { item, occurrence, dispose } = deletion
  const rest = occurrence === undefined ? undefined : withoutDate(item, occurrence.date)
  if (occurrence === undefined || rest === undefined || !hasOccurrences(service.store.zones, rest)) {
    dispose(tellOthers(service, changes, deletion))
  } else {
    dropOccurrence(service, changes, { ...deletion, occurrence })
  }
}

function tellOthers(service: Service, changes: Changes, deletion: Deletion): CalendarItem {
  const { item, sending, self } = deletion
  if (sending.to === 'none' || !item.event.isMeeting) return item
  if (isOrganizersMeeting(item)) {
    const sender = senderIn(service, { self }, item.mailbox)
    return cancelMeeting(changes, item, { saveCopy: sending.saveCopy, sender }).meeting
  }
  decline(service, changes, { ...deletion, copy: item })
  return item
}

function dropOccurrence(
  service: Service,
  changes: Changes,
  deletion: Deletion & { readonly occurrence: Occurrence },
): void {
  const { item, occurrence, sending, self } = deletion
  if (sending.to !== 'none' && isOrganizersMeeting(item)) {
    const sender = senderIn(service, { self }, item.mailbox)
    cancelOccurrence(changes, { master: item, occurrence }, { saveCopy: sending.saveCopy, sender })
    return
  }
  changes.update(withoutDate(item, occurrence.date), 'CalendarItemUpdated')
  if (sending.to !== 'none') decline(service, changes, { ...deletion, copy: singleOf(item, occurrence) })
}

/** Only an attendee's meeting that takes place can be declined. */
function decline(
  service: Service,
  changes: Changes,
  { copy, sending, self }: Deletion & { readonly copy: CalendarItem },
): void {
  const { state, isMeeting } = copy.event
  if (!isMeeting || (state & STATE.received) === 0 || (state & STATE.cancelled) !== 0) return
  const { owner, sender } = actingIn(service, { self }, copy.mailbox)
  const saveIn = sending.saveCopy ? { mailbox: self.mailboxGuid } : undefined
  sendAnswer(changes, { from: owner, sender, copy, answer: 'Decline', saveIn })
}
