import { STATE } from '../../../calendar/meetings/invitation.js'
import type { EventItem, Item, MessageItem } from '../../../calendar/item.js'
import { asText } from '../request-parts.js'
import { property, type Property } from './property.js'
import { itemIdOf, type ItemView } from './view.js'

/** How Outlook shows an item: its icon, and where its web client opens it. */
export const WEB_CLIENT_PROPERTIES: readonly Property[] = [
  property('item:WebClientReadFormQueryString', (view) => formQuery(view, 'Open'), { since: 2010 }),
  property('item:WebClientEditFormQueryString', (view) => formQuery(view, 'Edit'), { since: 2010 }),
  property('item:IconIndex', ({ item }) => iconOf(item), { shape: 'asked', since: 2013 }),
]

/**
 * What a client puts behind the address of the web client. The view of an appointment is @inferred.
 * @source Microsoft, WebClientReadFormQueryString; How to synchronize items, How to get attachments by using EWS
 */
function formQuery(view: ItemView, action: 'Open' | 'Edit'): string {
  const id = encodeURIComponent(asText(itemIdOf(view)['@Id']))
  const { kind, itemClass } = view.item
  if (view.reading.store.product.webClientForm === 'path')
    return `?ae=Item&a=${action}&t=${itemClass}&id=${id}&exvsurl=1`
  const model = kind === 'CalendarItem' ? 'ICalendarItemDetailsViewModelFactory' : 'ReadMessageItem'
  return `?ItemID=${id}&exvsurl=1&viewmodel=${model}`
}

/** @source types.xsd, IconIndexType */
function iconOf(item: Item): string {
  switch (item.kind) {
    case 'CalendarItem':
      return `Appointment${iconOfAppointment(item)}`
    case 'MeetingRequest':
      return 'AppointmentMeetNY'
    case 'MeetingCancellation':
      return 'AppointmentMeetCancel'
    case 'MeetingResponse':
      return `AppointmentMeet${ANSWER_ICONS[item.itemClass.split('.').at(-1) ?? ''] ?? 'Info'}`
    case 'Message':
      return iconOfMail(item)
  }
}

const ANSWER_ICONS: Readonly<Record<string, string>> = { Pos: 'Yes', Neg: 'No', Tent: 'Maybe' }

function iconOfAppointment({ event }: EventItem): string {
  const isMeeting = (event.state & STATE.meeting) !== 0
  if (event.series === undefined) return isMeeting ? 'Meet' : 'Item'
  return isMeeting ? 'MeetRecur' : 'Recur'
}

function iconOfMail({ message }: MessageItem): string {
  return message.isRead ? 'MailRead' : 'MailUnread'
}
