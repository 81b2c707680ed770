import type { CallOperation } from '../ews/operation.js'
import { errorMessage, responseMessages, success } from '../ews/response-message.js'
import type { NotificationContext } from './notification-context.js'
import { textOf } from './read-request.js'

/** Ends a subscription, and the connection on it when it has no other. @source ews.md 4.10 */
export function unsubscribe({ subscriptions }: NotificationContext): CallOperation {
  return {
    name: 'Unsubscribe',
    handle({ request, caller }) {
      const found = subscriptions.find(textOf(request['SubscriptionId']), caller)
      if (found.kind === 'error') return responseMessages('Unsubscribe', [errorMessage(found.code)])
      subscriptions.remove(found.subscription)
      return responseMessages('Unsubscribe', [success()])
    },
  }
}
