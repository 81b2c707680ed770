import type { Changes } from '../../../calendar/changes.js'
import type { CalendarItem, Item } from '../../../calendar/item.js'
import { forwardMeeting } from '../../../calendar/meetings/forward.js'
import { singleOf } from '../../../calendar/meetings/exceptions.js'
import { STATE } from '../../../calendar/meetings/invitation.js'
import type { EwsObject } from '../../tree.js'
import { findItem, type ItemTarget } from '../access/item-reference.js'
import { ItemError } from '../item-error.js'
import { newMessage } from '../mail/new-message.js'
import { withQuote } from '../mail/quoted-body.js'
import { SMART_RESPONSES } from '../mail/smart-responses.js'
import { readBody } from '../properties/body-properties.js'
import { child, valueOf } from '../request-parts.js'
import { readDisposition, type Respond, type Responding } from './responding.js'
import { writingFor } from './writing.js'
import type { Service } from '../service.js'

/**
 * ForwardItem of a meeting or a request invites more people to it; of anything else, and as a draft, it makes mail.
 * @source ews.md 4.5; MS documentation of event: forward. The draft is @inferred
 */
export const forwardItem: Respond = (service, call, responding) => {
  const { sends, saveIn } = readDisposition(service, call, responding)
  const target = originalOf(service, responding)
  if (!sends || !isInvitation(target.item)) {
    return SMART_RESPONSES['ForwardItem']?.(service, call, responding) ?? []
  }
  const changes = service.store.changes(responding.self.displayName)
  const meeting = meetingOf(changes, target)
  if (meeting.event.doNotForward === true && (meeting.event.state & STATE.received) !== 0) {
    throw new ItemError('ErrorAccessDenied')
  }

  const { ReferenceItemId: _id, NewBodyContent, Body, ...said } = valueOf(responding.element)
  const writing = writingFor(service, call, { self: responding.self, zones: {} })
  const { subject, message } = newMessage(service, { element: said, writing })
  const to = [...message.to, ...message.cc, ...message.bcc]
  if (to.length === 0) throw new ItemError('ErrorInvalidRecipients')
  const content = readBody((NewBodyContent ?? Body) as EwsObject | undefined)
  forwardMeeting(changes, {
    meeting,
    from: writing.self(),
    to,
    subject: subject === '' ? undefined : subject,
    body: Body === undefined ? withQuote(content, target.item) : content,
    saveCopy: saveIn !== undefined,
  })
  changes.commit(call.interaction.id)
  return []
}

function originalOf({ store }: Service, { self, element }: Responding): ItemTarget {
  const reference = child(valueOf(element), 'ReferenceItemId')
  if (reference === undefined) throw new ItemError('ErrorInvalidIdEmpty')
  return findItem({ store, mailbox: self.mailboxGuid }, { name: 'ItemId', value: reference })
}

function isInvitation(item: Item): boolean {
  return item.kind === 'MeetingRequest' || (item.kind === 'CalendarItem' && item.event.isMeeting)
}

/** What is forwarded as an item of a calendar, also where a request has not come that far. */
function meetingOf(changes: Changes, { item, occurrence }: ItemTarget): CalendarItem {
  if (item.kind === 'CalendarItem') return occurrence === undefined ? item : singleOf(item, occurrence)
  if (item.kind !== 'MeetingRequest') throw new ItemError('ErrorInvalidOperation')
  const { uid, recurrenceId } = item.event
  const known = changes.appointment(item.mailbox, uid, recurrenceId)
  if (known !== undefined) return known
  const { message: _message, meeting: _meeting, ...rest } = item
  return { ...rest, kind: 'CalendarItem' }
}
