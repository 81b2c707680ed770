import type { ItemChange, StreamMessage } from '../../../ports/exchange.js'
import { childrenAt, escapeXml, find, textAt, type XmlElement } from '../../xml.js'
import { backOffIn } from '../soap.js'

/** Longest connection Exchange allows. @source ews.md 4.9 */
const CONNECTION_TIMEOUT_MINUTES = 30

export function renderGetStreamingEvents(subscriptionIds: readonly string[]): string {
  const ids = subscriptionIds.map((id) => `<t:SubscriptionId>${escapeXml(id)}</t:SubscriptionId>`).join('')
  return `<m:GetStreamingEvents><m:SubscriptionIds>${ids}</m:SubscriptionIds><m:ConnectionTimeout>${CONNECTION_TIMEOUT_MINUTES}</m:ConnectionTimeout></m:GetStreamingEvents>`
}

/** What one envelope of the stream says, in order. @source ews.md 4.9 */
export function parseStreamingEvents(response: XmlElement): readonly StreamMessage[] {
  return childrenAt(response, ['ResponseMessages']).flatMap(parseMessage)
}

function parseMessage(message: XmlElement): readonly StreamMessage[] {
  const failed = message.attributes['ResponseClass'] === 'Error' ? [parseFailure(message)] : []
  const notifications = childrenAt(message, ['Notifications'], 'Notification').map(parseNotification)
  const status: StreamMessage =
    textAt(message, 'ConnectionStatus') === 'Closed' ? { kind: 'closed' } : { kind: 'alive' }
  return [...failed, ...notifications, status]
}

function parseFailure(message: XmlElement): StreamMessage {
  const backOffMs = backOffIn(message)
  return {
    kind: 'failed',
    code: textAt(message, 'ResponseCode'),
    subscriptionIds: childrenAt(message, ['ErrorSubscriptionIds']).map(({ text }) => text),
    ...(backOffMs === undefined ? {} : { backOffMs }),
  }
}

function parseNotification(notification: XmlElement): StreamMessage {
  const changes = notification.children.flatMap(parseEvent)
  return { kind: 'notification', subscriptionId: textAt(notification, 'SubscriptionId'), changes }
}

/** Events of folders and of subscriptions say nothing about an item; a move ends one id and begins another. */
function parseEvent(event: XmlElement): readonly ItemChange[] {
  const itemId = find(event, 'ItemId')?.attributes['Id']
  if (itemId === undefined) return []
  if (event.name === 'DeletedEvent') return [{ kind: 'deleted', itemId }]
  if (event.name !== 'MovedEvent') return [{ kind: 'changed', itemId }]
  const oldId = find(event, 'OldItemId')?.attributes['Id']
  return oldId === undefined ? [] : [{ kind: 'deleted', itemId: oldId }]
}
