import type { Changes } from '../changes.js'
import type { MessageFields, Person } from '../item.js'
import { newConversationIndex, topicOf } from './conversation.js'

/** Where and when a message is written: an action, or a store at a time. */
export type Desk = Pick<Changes, 'calendar' | 'now'>

interface Given {
  readonly from: Person
  readonly to: readonly Person[]
  readonly subject: string
}

/** The fields of a message that starts a conversation and is sent now. */
export function newMessageFields(desk: Desk, given: Given): MessageFields {
  return { ...draftFields(desk, given), sentAt: desk.now, isRead: false }
}

/** The fields of a message that is being written. */
export function draftFields({ calendar, now }: Desk, { from, to, subject }: Given): MessageFields {
  const host = from.address.slice(from.address.indexOf('@') + 1)
  return {
    from,
    to,
    cc: [],
    bcc: [],
    replyTo: [],
    isRead: true,
    isReadReceiptRequested: false,
    isDeliveryReceiptRequested: false,
    internetMessageId: `<${calendar.chance.uuid().replaceAll('-', '')}@${host}>`,
    conversationTopic: topicOf(subject),
    conversationIndex: newConversationIndex(calendar, now),
  }
}
