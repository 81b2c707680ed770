import type { ErrorCode } from '../ews/error-texts.js'
import { errorMessage, responseMessages, success } from '../ews/response-message.js'
import type { EwsElement, EwsObject } from '../ews/tree.js'

/** The envelopes of a streaming answer. Status and notifications never share one. @source ews.md 4.9 */

export function statusFrame(status: 'OK' | 'Closed'): EwsObject {
  return frame(success({ ConnectionStatus: status }))
}

/** The events of one subscription. */
export interface Notification {
  readonly subscriptionId: string
  readonly events: readonly EwsElement[]
}

export function notificationFrame(notifications: readonly Notification[]): EwsObject {
  return frame(
    success({
      Notifications: {
        Notification: notifications.map(({ subscriptionId, events }) => ({
          SubscriptionId: subscriptionId,
          $each: events,
        })),
      },
    }),
  )
}

/** What went wrong, with which subscriptions, and whether the connection ends by it. */
export interface StreamingError {
  readonly code: ErrorCode
  readonly subscriptionIds: readonly string[]
  readonly status: 'OK' | 'Closed'
}

export function errorFrame(errors: readonly StreamingError[]): EwsObject {
  return frame(
    ...errors.map(({ code, subscriptionIds, status }) => ({
      ...errorMessage(code),
      ErrorSubscriptionIds: { SubscriptionId: subscriptionIds },
      ConnectionStatus: status,
    })),
  )
}

function frame(...messages: readonly EwsObject[]): EwsObject {
  return responseMessages('GetStreamingEvents', messages)
}
