import type { EwsElement, EwsObject } from '../ews/tree.js'
import type { EventPage } from './read-events.js'
import { objectOf } from './read-request.js'
import { renderWatermark, type Watermark } from './watermark.js'

/**
 * A page of events as GetEvents answers with it and as a push notification carries it: each event with a watermark,
 * and one StatusEvent when there is none. @source ews.md 4.10
 */
export function pageNotification(
  subscriptionId: string,
  previous: Watermark,
  { events, cursor, more }: Extract<EventPage, { kind: 'events' }>,
): EwsObject {
  const told = events.length > 0 ? events : [{ event: { name: 'StatusEvent', value: {} }, cursor }]
  return {
    SubscriptionId: subscriptionId,
    PreviousWatermark: renderWatermark(previous),
    MoreEvents: more,
    $each: told.map(({ event, cursor: sequence }) =>
      withWatermark(event, { epoch: previous.epoch, sequence }),
    ),
  }
}

function withWatermark({ name, value }: EwsElement, watermark: Watermark): EwsElement {
  return { name, value: { ...objectOf(value), Watermark: renderWatermark(watermark) } }
}
