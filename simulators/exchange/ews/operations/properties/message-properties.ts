import type { MeetingMessage, MessageItem } from '../../../calendar/item.js'
import { associatedWith } from '../../../calendar/meetings/associated.js'
import { singleOf } from '../../../calendar/meetings/exceptions.js'
import { isOutdated } from '../../../calendar/meetings/outdated.js'
import type { EwsValue } from '../../tree.js'
import { isSamePerson, personOf } from '../../../calendar/meetings/people.js'
import { mailboxElement, nameOnly } from './people-elements.js'
import { meetingProperty, messageProperty, REQUEST, type Property } from './property.js'
import { inMessage, peopleProperty, readOnePerson, withMessage } from './recipients.js'
import { itemIdOf, renderTime, type ItemView } from './view.js'

/** What messages have besides what every item has. @source ews.md 5.3 */
export const MESSAGE_PROPERTIES: readonly Property[] = [
  messageProperty('message:Sender', ({ item: { message } }) => one(message.sender ?? message.from), {
    shape: 'Default',
    inList: nameOnly,
    set: (item, value, writing) => withMessage(item, { sender: readOnePerson(value, writing) }),
  }),
  peopleProperty('message:ToRecipients', 'to'),
  peopleProperty('message:CcRecipients', 'cc'),
  peopleProperty('message:BccRecipients', 'bcc'),
  messageProperty('message:IsReadReceiptRequested', ({ item }) => item.message.isReadReceiptRequested, {
    set: inMessage('isReadReceiptRequested'),
  }),
  messageProperty(
    'message:IsDeliveryReceiptRequested',
    ({ item }) => item.message.isDeliveryReceiptRequested,
    { set: inMessage('isDeliveryReceiptRequested') },
  ),
  messageProperty('message:ConversationIndex', ({ item: { message } }) =>
    Buffer.from(message.conversationIndex, 'hex').toString('base64'),
  ),
  messageProperty('message:ConversationTopic', ({ item }) => item.message.conversationTopic),
  messageProperty('message:From', ({ item }) => one(item.message.from), {
    shape: 'Default',
    inList: nameOnly,
    set: (item, value, writing) => withMessage(item, { from: readOnePerson(value, writing) }),
  }),
  messageProperty('message:InternetMessageId', ({ item }) => item.message.internetMessageId, {
    set: inMessage('internetMessageId'),
  }),
  messageProperty('message:IsRead', ({ item }) => item.message.isRead, {
    shape: 'Default',
    set: inMessage('isRead'),
  }),
  messageProperty(
    'message:IsResponseRequested',
    ({ item }) =>
      item.kind === 'Message' ? item.message.isResponseRequested : item.event.isResponseRequested,
    { set: inMessage('isResponseRequested') },
  ),
  messageProperty('message:References', ({ item }) => item.message.references, {
    set: inMessage('references'),
    clear: ({ message: { references: _, ...message }, ...item }) => ({ ...item, message }),
  }),
  peopleProperty('message:ReplyTo', 'replyTo'),
  messageProperty('message:ReceivedBy', receivedBy, { inList: nameOnly, elsewhere: true }),
  messageProperty('message:ReceivedRepresenting', receivedBy, { inList: nameOnly, elsewhere: true }),
  meetingProperty('meeting:AssociatedCalendarItemId', associated, { shape: 'Default', elsewhere: true }),
  meetingProperty('meeting:IsDelegated', ({ item }) => item.message.receivedRepresenting !== undefined),
  meetingProperty('meeting:IsOutOfDate', isOutOfDate, { elsewhere: true }),
  meetingProperty('meeting:HasBeenProcessed', ({ item }) => item.meeting.hasBeenProcessed, {
    shape: 'Default',
  }),
  meetingProperty('meetingRequest:MeetingRequestType', ({ item }) => item.meeting.requestType, {
    kinds: REQUEST,
    shape: 'Default',
  }),
  meetingProperty('meetingRequest:ChangeHighlights', highlights, {
    kinds: REQUEST,
    since: 2013,
    shape: 'asked',
  }),
]

function one(person: Parameters<typeof mailboxElement>[0]): EwsValue {
  return { Mailbox: mailboxElement(person) }
}

/** Who got a message: the owner of the mailbox it is in, unless he wrote it. */
function receivedBy({ item, reading: { store } }: ItemView<MessageItem>): EwsValue {
  const owner = store.recipients.byMailboxGuid(item.mailbox)
  const { sentAt, from, sender = from } = item.message
  if (owner === undefined || sentAt === undefined) return undefined
  const self = personOf(store.recipients, owner.primarySmtpAddress)
  return isSamePerson(self, sender) ? undefined : one(self)
}

function associated({ item, reading }: ItemView<MeetingMessage>): EwsValue {
  const found = associatedWith(reading.store, item)
  return found === undefined ? undefined : itemIdOf({ ...found, reading })
}

function isOutOfDate({ item, reading: { store } }: ItemView<MeetingMessage>): boolean {
  const found = associatedWith(store, item)
  if (found === undefined) return false
  const { event } = found.occurrence === undefined ? found.item : singleOf(found.item, found.occurrence)
  return isOutdated(item.event, event)
}

function highlights({ item, reading }: ItemView<MeetingMessage>): EwsValue {
  const { changed } = item.meeting
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
