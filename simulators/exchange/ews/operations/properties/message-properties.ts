import type { Item, MeetingMessage } from '../../../calendar/item.js'
import { items, uidKey } from '../../../calendar/collections.js'
import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import type { EwsValue } from '../../tree.js'
import { mailboxElement, nameOnly } from './people-elements.js'
import { MESSAGES, property, REQUEST, type Property } from './property.js'
import { itemIdOf, renderTime, type ItemView } from './view.js'

/** What messages about meetings have besides the meeting's own facts. @source ews.md 5.3 */
export const MESSAGE_PROPERTIES: readonly Property[] = [
  message('message:Sender', ({ from }) => ({ Mailbox: mailboxElement(from) }), {
    shape: 'Default',
    inList: nameOnly,
  }),
  message('message:ToRecipients', ({ to }) => ({ Mailbox: to.map(mailboxElement) }), { listed: false }),
  message('message:ConversationTopic', (_fields, { item }) => item.subject, {}),
  message('message:From', ({ from }) => ({ Mailbox: mailboxElement(from) }), {
    shape: 'Default',
    inList: nameOnly,
  }),
  message('message:IsRead', ({ isRead }) => isRead, { shape: 'Default', set: setRead }),
  message('message:IsResponseRequested', (_fields, { item }) => item.event.isResponseRequested, {}),
  message('meeting:AssociatedCalendarItemId', associated, { shape: 'Default' }),
  message('meeting:IsDelegated', () => false, {}),
  message('meeting:IsOutOfDate', (_fields, view) => isOutOfDate(view), {}),
  message('meeting:HasBeenProcessed', ({ hasBeenProcessed }) => hasBeenProcessed, { shape: 'Default' }),
  message('meeting:ResponseType', (_fields, { item }) => item.event.myResponse, { shape: 'Default' }),
  message('meetingRequest:MeetingRequestType', ({ requestType }) => requestType, {
    kinds: REQUEST,
    shape: 'Default',
  }),
  message('meetingRequest:ChangeHighlights', highlights, { kinds: REQUEST, since: 2013, shape: 'asked' }),
]

function message(
  uri: string,
  read: (fields: MeetingMessage['message'], view: ItemView) => EwsValue,
  options: Parameters<typeof property>[2],
): Property {
  return property(
    uri,
    (view) => (view.item.kind === 'CalendarItem' ? undefined : read(view.item.message, view)),
    { kinds: MESSAGES, ...options },
  )
}

function setRead(item: Item, value: EwsValue): Item {
  return item.kind === 'CalendarItem'
    ? item
    : { ...item, message: { ...item.message, isRead: value === true } }
}

function associated(_fields: MeetingMessage['message'], view: ItemView): EwsValue {
  const appointment = appointmentOf(view)
  return appointment === undefined ? undefined : itemIdOf({ ...view, item: appointment })
}

function isOutOfDate(view: ItemView): boolean {
  const appointment = appointmentOf(view)
  return appointment !== undefined && appointment.event.sequence > view.item.event.sequence
}

function appointmentOf({ item, reading: { store } }: ItemView): Item | undefined {
  for (const { record } of store.world.by(items, 'uid', uidKey(item.mailbox, item.event.uid))) {
    if (record.kind === 'CalendarItem' && record.folder === FOLDER_NUMBERS.calendar) return record
  }
  return undefined
}

function highlights({ changed }: MeetingMessage['message'], { item, reading }: ItemView): EwsValue {
  if (changed === undefined) return undefined
  return {
    HasLocationChanged: changed.location,
    Location: changed.location ? item.event.location : undefined,
    HasStartTimeChanged: changed.start,
    Start: changed.start ? renderTime(reading, item.event.start) : undefined,
    HasEndTimeChanged: changed.end,
    End: changed.end ? renderTime(reading, item.event.end) : undefined,
  }
}
