import { type XmlElement, at, childrenAt, descendants } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { requireSuccess } from '../soap.js'

export interface StreamedEvent {
  /** `CreatedEvent`, `ModifiedEvent`, `DeletedEvent`, `MovedEvent`, … */
  readonly kind: string
  /** Empty for an event about the folder itself. */
  readonly itemId: string
}

/**
 * ews.md 4.9 · events as they happen, until the server closes the connection (after `timeoutMinutes`) or the
 * signal aborts. An envelope without events (the connect and heartbeat ones) yields an empty list.
 */
export async function* getStreamingEvents(
  ews: EwsConnection,
  subscriptionIds: readonly string[],
  options: { readonly timeoutMinutes: number; readonly signal: AbortSignal },
): AsyncGenerator<readonly StreamedEvent[]> {
  const ids = subscriptionIds.map((id) => textElement('t:SubscriptionId', id))
  const operation = element(
    'm:GetStreamingEvents',
    {},
    element('m:SubscriptionIds', {}, ...ids),
    textElement('m:ConnectionTimeout', options.timeoutMinutes),
  )
  for await (const messages of ews.stream(operation, options.signal)) {
    yield messages.flatMap((message) => parseEvents(requireSuccess(message)))
  }
}

function parseEvents(message: XmlElement): readonly StreamedEvent[] {
  return childrenAt(message, 'Notifications')
    .flatMap((notification) => notification.children)
    .filter((event) => event.name.endsWith('Event'))
    .map((event) => ({
      kind: event.name,
      itemId: (at(event, 'ItemId') ?? descendants(event, 'ItemId')[0])?.attributes['Id'] ?? '',
    }))
}
