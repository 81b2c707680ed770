import type { Changes } from '../../calendar/changes.js'
import { disposeOfItem, type Disposal } from '../../calendar/disposal.js'
import type { CalendarItem, Item } from '../../calendar/item.js'
import { sendAnswer } from '../../calendar/meetings/answers.js'
import { sendCancellations } from '../../calendar/meetings/cancellations.js'
import { STATE } from '../../calendar/meetings/invitation.js'
import {
  cancelMeeting,
  isOrganizersMeeting,
  peopleOf,
  type Sending,
} from '../../calendar/meetings/organizer.js'
import { personOf } from '../../calendar/meetings/people.js'
import type { Occurrence } from '../../calendar/recurrence/occurrences.js'
import type { ActingMailbox } from '../caller.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findItem } from './access/item-reference.js'
import { answerEach } from './item-error.js'
import { child, members, text } from './request-parts.js'
import type { Service } from './service.js'
import { hasOccurrences, withoutOccurrence } from './write/occurrence-change.js'
import { readSending } from './write/sending.js'

/** DeleteItem: deletes or moves away, and tells whom it concerns. @source ews.md 4.7 */
export function createDeleteItem(service: Service): CallOperation {
  return {
    name: 'DeleteItem',
    handle(call) {
      const self = actingMailbox(service.store, call)
      const messages = answerEach(members(child(call.request, 'ItemIds')), (reference) =>
        deleteOne(service, call, { self, reference }),
      )
      return responseMessages('DeleteItem', messages)
    },
  }
}

function deleteOne(
  service: Service,
  call: OperationCall,
  { self, reference }: { readonly self: ActingMailbox; readonly reference: EwsElement },
): EwsObject {
  const { store } = service
  const { item, occurrence } = findItem({ store, mailbox: self.mailboxGuid }, reference)
  const changes = store.changes(self.displayName)
  const dispose = (gone: Item) => disposeOfItem(changes, gone, text(call.request, '@DeleteType') as Disposal)

  if (item.kind !== 'CalendarItem') {
    dispose(item)
  } else {
    const attribute = text(call.request, '@SendMeetingCancellations')
    const sending = readSending(attribute, 'ErrorSendMeetingCancellationsRequired')
    const rest = occurrence === undefined ? undefined : withoutOccurrence(item, occurrence)
    if (occurrence !== undefined && rest !== undefined && hasOccurrences(store, rest)) {
      dropOccurrence(changes, rest, { occurrence, sending })
    } else {
      dispose(tellOthers(service, changes, { item, sending, self }))
    }
  }
  changes.commit(call.interaction.id)
  return success()
}

/** The organizer cancels, an attendee declines. */
function tellOthers(
  { store }: Service,
  changes: Changes,
  { item, sending, self }: { item: CalendarItem; sending: Sending; self: ActingMailbox },
): CalendarItem {
  if (sending.to === 'none' || !item.event.isMeeting) return item
  if (isOrganizersMeeting(item)) return cancelMeeting(changes, item, sending.saveCopy)
  const { state } = item.event
  if ((state & STATE.received) === 0 || (state & STATE.cancelled) !== 0) return item
  sendAnswer(changes, {
    from: personOf(store.recipients, self.primarySmtpAddress, self.displayName),
    copy: item,
    answer: 'Decline',
    body: undefined,
    saveCopyIn: sending.saveCopy ? self.mailboxGuid : undefined,
  })
  return item
}

function dropOccurrence(
  changes: Changes,
  rest: CalendarItem,
  { occurrence, sending }: { readonly occurrence: Occurrence; readonly sending: Sending },
): void {
  const updated = changes.update(rest, 'CalendarItemUpdated')
  if (sending.to === 'none' || !isOrganizersMeeting(updated)) return
  const { start, end } = occurrence
  sendCancellations(changes, {
    meeting: updated,
    to: peopleOf(updated),
    saveCopy: sending.saveCopy,
    occurrence: { start, end },
  })
}
