import { EwsFault } from '../ews/ews-fault.js'
import type { CallOperation, OperationCall } from '../ews/operation.js'
import { errorMessage, responseMessages, success } from '../ews/response-message.js'
import type { EwsObject } from '../ews/tree.js'
import { findInterest } from './find-interest.js'
import type { NotificationContext } from './notification-context.js'
import { objectOf } from './read-request.js'

/** Starts to watch folders of one mailbox. Streaming only: pull and push are refused. @source ews.md 4.8 */
export function subscribe({ source, subscriptions }: NotificationContext): CallOperation {
  return {
    name: 'Subscribe',
    handle: (call) => responseMessages('Subscribe', [subscribeStreaming(call)]),
  }

  function subscribeStreaming(call: OperationCall): EwsObject {
    const request = call.request['StreamingSubscriptionRequest']
    if (request === undefined) throw new EwsFault('ErrorInvalidSubscriptionRequest', { text: ONLY_STREAMING })
    const interest = findInterest(source, call, objectOf(request))
    if (interest.kind === 'error') return errorMessage(interest.code)
    return success({ SubscriptionId: subscriptions.add(interest.interest).id })
  }
}

const ONLY_STREAMING = 'This server offers streaming subscriptions only.'
