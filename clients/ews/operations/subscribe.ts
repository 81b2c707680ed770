import { textAt } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { calendarFolder } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

const EVENT_TYPES = ['CreatedEvent', 'ModifiedEvent', 'DeletedEvent', 'MovedEvent']

/** ews.md 4.8 · a streaming subscription on the caller's calendar; resolves with its id. */
export async function subscribeToCalendar(ews: EwsConnection): Promise<string> {
  const request = element(
    'm:StreamingSubscriptionRequest',
    {},
    element('t:FolderIds', {}, calendarFolder()),
    element('t:EventTypes', {}, ...EVENT_TYPES.map((type) => textElement('t:EventType', type))),
  )
  const [message] = await ews.call(element('m:Subscribe', {}, request))
  return textAt(message && requireSuccess(message), 'SubscriptionId') ?? ''
}

/** ews.md 4.10 · ends a subscription. */
export async function unsubscribe(ews: EwsConnection, subscriptionId: string): Promise<void> {
  const [message] = await ews.call(
    element('m:Unsubscribe', {}, textElement('m:SubscriptionId', subscriptionId)),
  )
  if (message) requireSuccess(message)
}
