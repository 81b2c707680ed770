import type { CallOperation } from '../ews/operation.js'
import { errorMessage, responseMessages, success } from '../ews/response-message.js'
import type { EwsObject } from '../ews/tree.js'
import type { NotificationContext } from './notification-context.js'
import { pageNotification } from './page-notification.js'
import { readEvents } from './read-events.js'
import { textOf } from './read-request.js'
import type { Subscription } from './subscription.js'
import { readWatermark } from './watermark.js'

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
    const previous = { epoch: world.epoch, sequence: cursor }
    return success({ Notification: pageNotification(subscription.id, previous, page) })
  }
}

function answer(message: EwsObject): EwsObject {
  return responseMessages('GetEvents', [message])
}
