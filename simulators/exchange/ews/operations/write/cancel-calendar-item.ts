import type { CalendarItem, MeetingMessage } from '../../../calendar/item.js'
import { cancelMeeting, cancelOccurrence } from '../../../calendar/meetings/cancel.js'
import { hasOccurrences, withoutDate } from '../../../calendar/meetings/exceptions.js'
import { STATE } from '../../../calendar/meetings/invitation.js'
import { isOrganizersMeeting } from '../../../calendar/meetings/organizer.js'
import type { Changes } from '../../../calendar/changes.js'
import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import { ItemError } from '../item-error.js'
import { readBody } from '../properties/body-properties.js'
import { child, valueOf } from '../request-parts.js'
import { readDisposition, referredItem, senderIn, shown, type Referred, type Respond } from './responding.js'

/**
 * CancelCalendarItem: the organizer cancels a meeting, or one occurrence of it. The answer lists the cancelled item
 * alone: exchangelib takes no second one. @source ews.md 4.5 @observed
 */
export const cancelCalendarItem: Respond = (service, call, responding) => {
  const { saveIn } = readDisposition(service, call, responding)
  const { item, occurrence } = referredItem(service, responding, 'ErrorInvalidItemForOperationCancelItem')
  if (item.kind !== 'CalendarItem') throw new ItemError('ErrorInvalidItemForOperationCancelItem')
  if (!isOrganizersMeeting(item)) throw new ItemError('ErrorCalendarIsNotOrganizer')

  const changes = service.store.changes(responding.self.displayName)
  const content = child(valueOf(responding.element), 'NewBodyContent')
  const body = content === undefined ? undefined : readBody(content)
  const sender = senderIn(service, responding, item.mailbox)
  const how = { saveCopy: saveIn !== undefined, sender }
  const rest = occurrence === undefined ? undefined : withoutDate(item, occurrence.date)
  const cancelled =
    occurrence !== undefined && rest !== undefined && hasOccurrences(service.store.zones, rest)
      ? cancelOccurrence(changes, { master: item, occurrence, body }, how)
      : cancelWhole(changes, body === undefined ? item : { ...item, body }, how)
  changes.commit(call.interaction.id)
  return shown(service, call, [cancelled.meeting])
}

function cancelWhole(changes: Changes, item: CalendarItem, how: Parameters<typeof cancelMeeting>[2]) {
  const { meeting, message } = cancelMeeting(changes, item, how)
  return { meeting: changes.move(meeting, FOLDER_NUMBERS.deleteditems), message }
}

/**
 * RemoveItem: an attendee takes a cancelled meeting out of the calendar, by the cancellation or by the item itself.
 * @source ews.md 4.5; what is said of a meeting that takes place is @inferred
 */
export const removeItem: Respond = (service, call, responding) => {
  const referred = referredItem(service, responding, 'ErrorInvalidItemForOperationRemoveItem')
  const changes = service.store.changes(responding.self.displayName)
  const { copies, cancellation } = cancelledBy(changes, referred)
  const gone = copies.map((copy) => changes.move(copy, FOLDER_NUMBERS.deleteditems))
  if (cancellation !== undefined && cancellation.folder !== FOLDER_NUMBERS.deleteditems) {
    changes.move(cancellation, FOLDER_NUMBERS.deleteditems)
  }
  changes.commit(call.interaction.id)
  return shown(service, call, gone)
}

function cancelledBy(
  changes: Changes,
  { item }: Referred,
): { readonly copies: readonly CalendarItem[]; readonly cancellation: MeetingMessage | undefined } {
  if (item.kind === 'CalendarItem') {
    if ((item.event.state & STATE.received) === 0) throw new ItemError('ErrorCalendarIsOrganizerForRemove')
    if (!isCancelled(item)) throw new ItemError('ErrorInvalidItemForOperationRemoveItem')
    return { copies: [item], cancellation: undefined }
  }
  if (item.kind !== 'MeetingCancellation') throw new ItemError('ErrorInvalidItemForOperationRemoveItem')
  if (item.message.receivedRepresenting !== undefined)
    throw new ItemError('ErrorCalendarIsDelegatedForRemove')
  const known = changes.appointments(item.mailbox, item.event.uid)
  if (known.some(({ event }) => (event.state & STATE.received) === 0)) {
    throw new ItemError('ErrorCalendarIsOrganizerForRemove')
  }
  return { copies: known.filter(isCancelled), cancellation: item }
}

function isCancelled({ event }: CalendarItem): boolean {
  return (event.state & STATE.cancelled) !== 0
}
