import { createHash } from 'node:crypto'
import { writeMonikerId } from '../../../calendar/ids/moniker-id.js'
import type { Item } from '../../../calendar/item.js'
import { property, type Property } from './property.js'

/** Where the GUID of a conversation begins in a conversation index. @source MS-OXOMSG 2.2.1.3 */
const GUID_AT = 6
const GUID_LENGTH = 16

/** What joins the items of a conversation. @source types.xsd, ItemType */
export const CONVERSATION_PROPERTIES: readonly Property[] = [
  property('item:ConversationId', ({ item }) => ({ '@Id': conversationId(item) }), {
    since: 2010,
  }),
]

/** The mailbox and the GUID of the conversation. @observed in the ids of Microsoft's own examples */
function conversationId(item: Item): string {
  return writeMonikerId({
    storage: 'conversation',
    moniker: item.mailbox,
    processing: 'normal',
    store: conversationGuid(item),
  })
}

/** That of the conversation index; an appointment, which has none, is in the conversation of its UID. @inferred */
export function conversationGuid(item: Item): Buffer {
  return item.kind === 'CalendarItem'
    ? createHash('sha256').update(item.event.uid).digest().subarray(0, GUID_LENGTH)
    : Buffer.from(item.message.conversationIndex, 'hex').subarray(GUID_AT, GUID_AT + GUID_LENGTH)
}
