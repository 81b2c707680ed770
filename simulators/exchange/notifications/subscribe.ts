import type { CallOperation, OperationCall } from '../ews/operation.js'
import { errorMessage, responseMessages, success } from '../ews/response-message.js'
import type { EwsObject } from '../ews/tree.js'
import { findInterest } from './find-interest.js'
import type { NotificationContext } from './notification-context.js'
import { numberOf, objectOf, textOf } from './read-request.js'
import type { Interest } from './subscription.js'
import { readWatermark, renderWatermark } from './watermark.js'

const MINUTE_MS = 60_000

/** @inferred ews.md 4.9, 11.3: how long a streaming subscription lives without a connection */
const STREAMING_LIFE_MS = 30 * MINUTE_MS

/** Starts to watch folders of one mailbox, for streaming or pull; push is refused. @source ews.md 4.8 */
export function subscribe({ world, source, subscriptions, quota }: NotificationContext): CallOperation {
  return {
    name: 'Subscribe',
    handle: (call) => responseMessages('Subscribe', [answer(call)]),
  }

  function answer(call: OperationCall): EwsObject {
    const { StreamingSubscriptionRequest: streaming, PullSubscriptionRequest: pull } = call.request
    if (streaming !== undefined) return subscribeWith(call, objectOf(streaming), subscribeStreaming)
    if (pull !== undefined) return subscribeWith(call, objectOf(pull), subscribePull)
    return errorMessage('ErrorInvalidSubscriptionRequest', { text: NO_PUSH })
  }

  function subscribeWith(call: OperationCall, request: EwsObject, begin: typeof subscribePull): EwsObject {
    const found = findInterest(source, call, request)
    if (found.kind === 'error') return errorMessage(found.code)
    const holder = quota?.holderFor(call.caller)
    if (quota !== undefined && holder === undefined) return quota.refuse()
    return begin({ ...found.interest, holder }, request)
  }

  function subscribeStreaming(interest: Interest): EwsObject {
    const { id } = subscriptions.add({ ...interest, kind: 'streaming', idleLifeMs: STREAMING_LIFE_MS })
    return success({ SubscriptionId: id })
  }

  /** Begins at the watermark of the request, if it has one. */
  function subscribePull(interest: Interest, request: EwsObject): EwsObject {
    const watermark = request['Watermark']
    const cursor = watermark === undefined ? world.sequence : readWatermark(world, textOf(watermark))
    if (cursor === undefined) return errorMessage('ErrorInvalidWatermark')
    const idleLifeMs = numberOf(request['Timeout']) * MINUTE_MS
    const { id, epoch } = subscriptions.add({ ...interest, kind: 'pull', idleLifeMs, cursor })
    return success({ SubscriptionId: id, Watermark: renderWatermark({ epoch, sequence: cursor }) })
  }
}

const NO_PUSH = 'This server offers streaming and pull subscriptions only.'
