import { escapeXml, textAt, type XmlElement } from '../../xml.js'
import { onlyMessage } from '../soap.js'
import { CALENDAR } from './calendar-folder.js'

const EVENT_TYPES = ['CreatedEvent', 'DeletedEvent', 'ModifiedEvent', 'MovedEvent'] as const

/** A streaming subscription on the calendar (HC-050, HC-051). @source ews.md 4.8 */
export function renderSubscribe(): string {
  const types = EVENT_TYPES.map((type) => `<t:EventType>${type}</t:EventType>`).join('')
  return `<m:Subscribe><m:StreamingSubscriptionRequest><t:FolderIds>${CALENDAR}</t:FolderIds><t:EventTypes>${types}</t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>`
}

/** The subscription's id. */
export function parseSubscribe(response: XmlElement): string {
  return textAt(onlyMessage(response), 'SubscriptionId')
}

/** @source ews.md 4.10 */
export function renderUnsubscribe(subscriptionId: string): string {
  return `<m:Unsubscribe><m:SubscriptionId>${escapeXml(subscriptionId)}</m:SubscriptionId></m:Unsubscribe>`
}

export function parseUnsubscribe(response: XmlElement): void {
  onlyMessage(response)
}
