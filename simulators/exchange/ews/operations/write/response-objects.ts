import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import type { Changes } from '../../../calendar/changes.js'
import {
  isEventItem,
  type CalendarItem,
  type EventItem,
  type MeetingMessage,
  type Item,
} from '../../../calendar/item.js'
import { answerCopy, sendAnswer } from '../../../calendar/meetings/answers.js'
import { writeCopy } from '../../../calendar/meetings/attendee-copy.js'
import { STATE } from '../../../calendar/meetings/invitation.js'
import type { Answer } from '../../../calendar/meetings/messages.js'
import { cancelMeeting, isOrganizersMeeting } from '../../../calendar/meetings/organizer.js'
import { personOf } from '../../../calendar/meetings/people.js'
import type { ActingMailbox } from '../../caller.js'
import type { ErrorCode } from '../../error-texts.js'
import type { OperationCall } from '../../operation.js'
import type { EwsElement } from '../../tree.js'
import { findItem } from '../access/item-reference.js'
import { ItemError } from '../item-error.js'
import { readBody } from '../properties/body-properties.js'
import { readingOf } from '../properties/item-shape.js'
import { itemIdOf, viewOf } from '../properties/view.js'
import { child, isObject, text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'

interface Creation {
  readonly self: ActingMailbox
  readonly element: EwsElement
}

/** Acts on the item that a response object refers to, and gives the items that it touched. */
type Respond = (service: Service, call: OperationCall, creation: Creation) => readonly EwsElement[]

/** What is told to whom may not answer. */
interface Refusals {
  readonly organizer: ErrorCode
  readonly cancelled: ErrorCode
}

/** The response objects of the calendar, by element. @source ews.md 4.5 */
export const RESPONSE_OBJECTS: Readonly<Record<string, Respond>> = {
  AcceptItem: answer('Accept', {
    organizer: 'ErrorCalendarIsOrganizerForAccept',
    cancelled: 'ErrorCalendarIsCancelledForAccept',
  }),
  TentativelyAcceptItem: answer('Tentative', {
    organizer: 'ErrorCalendarIsOrganizerForTentative',
    cancelled: 'ErrorCalendarIsCancelledForTentative',
  }),
  DeclineItem: answer('Decline', {
    organizer: 'ErrorCalendarIsOrganizerForDecline',
    cancelled: 'ErrorCalendarIsCancelledForDecline',
  }),
  CancelCalendarItem: cancel,
  RemoveItem: removeCancelled,
}

function answer(response: Answer, refusals: Refusals): Respond {
  return (service, call, { self, element }) => {
    const saves = readDisposition(call)
    const changes = service.store.changes(self.displayName)
    const referred = referredItem(service, self, element)
    const copy = appointmentFor(changes, referred)
    if ((copy.event.state & STATE.received) === 0) throw new ItemError(refusals.organizer)
    if ((copy.event.state & STATE.cancelled) !== 0) throw new ItemError(refusals.cancelled)

    const answered = answerCopy(changes, copy, { answer: response, extended: referred.extended })
    if (saves !== 'SaveOnly') {
      const body = valueOf(element)['Body']
      sendAnswer(changes, {
        from: personOf(service.store.recipients, self.primarySmtpAddress, self.displayName),
        copy: answered,
        answer: response,
        body: isObject(body) ? readBody(body) : undefined,
        saveCopyIn: saves === 'SendAndSaveCopy' ? self.mailboxGuid : undefined,
      })
    }
    const kept = response === 'Decline' ? changes.move(answered, FOLDER_NUMBERS.deleteditems) : answered
    if (referred.kind !== 'CalendarItem' && referred.folder !== FOLDER_NUMBERS.deleteditems) {
      changes.move(changes.update(read(referred), 'MessageUpdated'), FOLDER_NUMBERS.deleteditems)
    }
    changes.commit(call.interaction.id)
    return [shown(service, call, kept)]
  }
}

/** Marks a request as read and dealt with. */
function read(item: MeetingMessage): MeetingMessage {
  return {
    ...item,
    message: { ...item.message, isRead: true },
    meeting: { ...item.meeting, hasBeenProcessed: true },
  }
}

/** The appointment of a request; where the mailbox processes nothing by itself, answering creates it. */
function appointmentFor(changes: Changes, item: EventItem): CalendarItem {
  if (item.kind === 'CalendarItem') return item
  const known = changes.appointment(item.mailbox, item.event.uid)
  if (known !== undefined) return known
  if (item.kind !== 'MeetingRequest') throw new ItemError('ErrorItemNotFound')
  const { subject, body, sensitivity, importance, event } = item
  const fields = { subject, body, sensitivity, importance, extended: {} }
  return writeCopy(changes, item.mailbox, { invitation: { fields, event }, isSignificant: true })
}

function cancel(service: Service, call: OperationCall, { self, element }: Creation): readonly EwsElement[] {
  const saves = readDisposition(call)
  const item = referredItem(service, self, element)
  if (item.kind !== 'CalendarItem' || !isOrganizersMeeting(item))
    throw new ItemError('ErrorCalendarIsNotOrganizer')
  const body = child(valueOf(element), 'NewBodyContent')
  const said = body === undefined ? item : { ...item, body: readBody(body) }
  const changes = service.store.changes(self.displayName)
  const cancelled = cancelMeeting(changes, said, saves === 'SendAndSaveCopy')
  const moved = changes.move(cancelled, FOLDER_NUMBERS.deleteditems)
  changes.commit(call.interaction.id)
  return [shown(service, call, moved)]
}

function removeCancelled(
  service: Service,
  call: OperationCall,
  { self, element }: Creation,
): readonly EwsElement[] {
  const changes = service.store.changes(self.displayName)
  const referred = referredItem(service, self, element)
  const copy = appointmentFor(changes, referred)
  if ((copy.event.state & STATE.received) === 0) throw new ItemError('ErrorCalendarIsOrganizerForRemove')
  const moved = changes.move(copy, FOLDER_NUMBERS.deleteditems)
  if (referred.kind !== 'CalendarItem') changes.move(referred, FOLDER_NUMBERS.deleteditems)
  changes.commit(call.interaction.id)
  return [shown(service, call, moved)]
}

function referredItem({ store }: Service, self: ActingMailbox, element: EwsElement): EventItem {
  const reference = child(valueOf(element), 'ReferenceItemId')
  if (reference === undefined) throw new ItemError('ErrorInvalidIdEmpty')
  const { item } = findItem({ store, mailbox: self.mailboxGuid }, { name: 'ItemId', value: reference })
  if (!isEventItem(item)) throw new ItemError('ErrorInvalidOperation')
  return item
}

function readDisposition({ request }: OperationCall): string {
  const disposition = text(request, '@MessageDisposition')
  if (disposition === undefined) throw new ItemError('ErrorMessageDispositionRequired')
  return disposition
}

function shown(service: Service, call: OperationCall, item: Item): EwsElement {
  const view = viewOf(readingOf(service, call), item)
  return { name: item.kind, value: { ItemId: itemIdOf(view) } }
}
