import { isEventItem, type Item, type Person } from '../../../../calendar/item.js'
import { conversationGuid } from '../conversation-properties.js'
import { messageTag, tag, type MapiAlias } from './alias.js'
import { timeText } from './values.js'

/** MAPI properties of whom an item is from and for, and of the message that it is. @source MS-OXPROPS 2, MS-OXOMSG 2.2.1 */
export const PEOPLE_ALIASES: readonly MapiAlias[] = [
  ...person({ name: 0x0c1a, addressType: 0x0c1e, address: 0x0c1f, smtp: 0x5d01 }, senderOf),
  ...person({ name: 0x0042, addressType: 0x0064, address: 0x0065, smtp: 0x5d02 }, fromOf),
  messageTag([0x0039, 'SystemTime'], ({ item }) => timeText(item.message.sentAt)),
  messageTag([0x0e06, 'SystemTime'], ({ item }) => timeText(item.createdAt)),
  messageTag([0x0e69, 'Boolean'], ({ item }) => item.message.isRead),
  messageTag([0x1035, 'String'], ({ item }) => item.message.internetMessageId),
  messageTag([0x1039, 'String'], ({ item }) => item.message.references),
  messageTag([0x0070, 'String'], ({ item }) => item.message.conversationTopic),
  messageTag([0x0071, 'Binary'], ({ item }) =>
    Buffer.from(item.message.conversationIndex, 'hex').toString('base64'),
  ),
  tag([0x3013, 'Binary'], ({ item }) => conversationGuid(item).toString('base64')),
  tag([0x0e04, 'String'], ({ item }) => display(item, 'to')),
  tag([0x0e03, 'String'], ({ item }) => display(item, 'cc')),
  tag([0x0e02, 'String'], ({ item }) => display(item, 'bcc')),
]

interface PersonTags {
  readonly name: number
  readonly addressType: number
  readonly address: number
  readonly smtp: number
}

function person(tags: PersonTags, of: (item: Item) => Person): readonly MapiAlias[] {
  return [
    tag([tags.name, 'String'], ({ item }) => of(item).name),
    tag([tags.addressType, 'String'], () => 'SMTP'),
    tag([tags.address, 'String'], ({ item }) => of(item).address),
    tag([tags.smtp, 'String'], ({ item }) => of(item).address),
  ]
}

function fromOf(item: Item): Person {
  return item.kind === 'CalendarItem' ? item.event.organizer : item.message.from
}

function senderOf(item: Item): Person {
  return item.kind === 'CalendarItem' ? item.event.organizer : (item.message.sender ?? item.message.from)
}

const ROLES = { to: 'Required', cc: 'Optional', bcc: 'Resource' } as const

function display(item: Item, field: keyof typeof ROLES): string {
  const people = isEventItem(item)
    ? item.event.attendees.filter(({ role }) => role === ROLES[field]).map((attendee) => attendee.person)
    : item.message[field]
  return people.map(({ name }) => name).join('; ')
}
