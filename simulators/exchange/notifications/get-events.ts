import type { CallOperation } from '../ews/operation.js'
import { errorMessage, responseMessages, success } from '../ews/response-message.js'
import type { EwsElement, EwsObject } from '../ews/tree.js'
import type { NotificationContext } from './notification-context.js'
import { readEvents } from './read-events.js'
import { objectOf, textOf } from './read-request.js'
import type { Subscription } from './subscription.js'
import { readWatermark, renderWatermark } from './watermark.js'

/**
 * Tells a pull subscription what happened after a watermark: events with a watermark each, or one StatusEvent.
 * The client keeps the place, so that asking again with the same watermark gives the same. @source ews.md 4.10
 */
export function getEvents(context: NotificationContext): CallOperation {
  const { world, subscriptions } = context
  return {
    name: 'GetEvents',
    handle({ request, caller }) {
      const found = subscriptions.find(textOf(request['SubscriptionId']), caller, 'pull')
      if (found.kind === 'error') return answer(errorMessage(found.code))
      subscriptions.stopIdling(found.subscription)
      subscriptions.startIdling(found.subscription)
      return answer(tell(found.subscription, textOf(request['Watermark'])))
    },
  }

  function tell(subscription: Subscription, watermark: string): EwsObject {
    const cursor = readWatermark(world, watermark)
    if (cursor === undefined) return errorMessage('ErrorInvalidWatermark')
    const page = readEvents(context, { ...subscription, cursor })
    if (page.kind === 'missed') return errorMessage('ErrorEventNotFound')

    const events = page.events.map(({ event, cursor: after }) => withWatermark(event, after))
    return success({
      Notification: {
        SubscriptionId: subscription.id,
        PreviousWatermark: watermark,
        MoreEvents: page.more,
        $each: events.length > 0 ? events : [withWatermark({ name: 'StatusEvent', value: {} }, page.cursor)],
      },
    })
  }

  function withWatermark({ name, value }: EwsElement, sequence: number): EwsElement {
    return {
      name,
      value: { ...objectOf(value), Watermark: renderWatermark({ epoch: world.epoch, sequence }) },
    }
  }
}

function answer(message: EwsObject): EwsObject {
  return responseMessages('GetEvents', [message])
}
