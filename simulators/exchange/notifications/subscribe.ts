import { Lazy } from '../../core/index.js'
import { readTarget } from '../../network/index.js'
import type { CallOperation, OperationCall } from '../ews/operation.js'
import { requireFeature } from '../ews/require-feature.js'
import { errorMessage, responseMessages, success } from '../ews/response-message.js'
import type { EwsObject } from '../ews/tree.js'
import { findInterest } from './find-interest.js'
import type { NotificationContext } from './notification-context.js'
import { readEvents } from './read-events.js'
import { numberOf, objectOf, textOf } from './read-request.js'
import type { Interest } from './subscription.js'
import { readWatermark, renderWatermark } from './watermark.js'

const MINUTE_MS = 60_000

/** @inferred ews.md 4.9, 11.3: how long a streaming subscription lives without a connection */
const STREAMING_LIFE_MS = 30 * MINUTE_MS

type Begin = (interest: Interest, request: EwsObject, call: OperationCall) => EwsObject | Promise<EwsObject>

/** Starts to watch folders of one mailbox, for streaming, pull or push. @source ews.md 4.8 */
export function subscribe(context: NotificationContext): CallOperation {
  const { world, source, subscriptions, quota, push } = context
  const pushing = new Lazy(async () => (await import('./push/index.js')).createPush(context))
  return {
    name: 'Subscribe',
    handle(call) {
      const message = answer(call)
      return message instanceof Promise ? message.then(respond) : respond(message)
    },
  }

  function answer(call: OperationCall): EwsObject | Promise<EwsObject> {
    const { StreamingSubscriptionRequest: streaming, PullSubscriptionRequest: pull } = call.request
    if (streaming === undefined) {
      return pull === undefined
        ? subscribeWith(call, objectOf(call.request['PushSubscriptionRequest']), subscribePush)
        : subscribeWith(call, objectOf(pull), subscribePull)
    }
    requireFeature(call, 'streaming')
    return subscribeWith(call, objectOf(streaming), subscribeStreaming)
  }

  function subscribeWith(call: OperationCall, request: EwsObject, begin: Begin) {
    const found = findInterest(source, call, request)
    if (found.kind === 'error') return errorMessage(found.code)
    const holder = quota?.holderFor(call.caller)
    if (quota !== undefined && holder === undefined) return quota.refuse()
    return begin({ ...found.interest, holder }, request, call)
  }

  function subscribeStreaming(interest: Interest): EwsObject {
    const { id } = subscriptions.add({ ...interest, kind: 'streaming', idleLifeMs: STREAMING_LIFE_MS })
    return success({ SubscriptionId: id })
  }

  function subscribePull(interest: Interest, request: EwsObject): EwsObject {
    const cursor = beginOf(interest, request)
    if (cursor === undefined) return errorMessage('ErrorInvalidWatermark')
    const idleLifeMs = numberOf(request['Timeout']) * MINUTE_MS
    const { id } = subscriptions.add({ ...interest, kind: 'pull', idleLifeMs, cursor })
    return subscribed(id, cursor)
  }

  /** `CallerData` is for a server that calls clients by other ways, and told nobody. @inferred */
  async function subscribePush(
    interest: Interest,
    request: EwsObject,
    { caller, requestedVersion: version }: OperationCall,
  ): Promise<EwsObject> {
    // a URL of HTTP: ews.md 4.10
    const url = readTarget(textOf(request['URL']), push.targets)
    if (url === undefined) return errorMessage('ErrorInvalidPushSubscriptionUrl')
    const cursor = beginOf(interest, request)
    if (cursor === undefined) return errorMessage('ErrorInvalidWatermark')
    const begin = await pushing.get()
    const mailbox = caller.mailbox?.primarySmtpAddress ?? ''
    const statusFrequencyMs = numberOf(request['StatusFrequency']) * MINUTE_MS
    const id = begin({ ...interest, cursor }, { url, mailbox, version, statusFrequencyMs })
    return subscribed(id, cursor)
  }

  /** Where a subscription begins: at the watermark of the request, if it has one that is not too old. @source ews.md 4.8 */
  function beginOf(interest: Interest, request: EwsObject): number | undefined {
    const watermark = request['Watermark']
    if (watermark === undefined) return world.sequence
    const cursor = readWatermark(world, textOf(watermark))
    const isKept = cursor !== undefined && readEvents(context, { ...interest, cursor }).kind === 'events'
    return isKept ? cursor : undefined
  }

  function subscribed(SubscriptionId: string, sequence: number): EwsObject {
    return success({ SubscriptionId, Watermark: renderWatermark({ epoch: world.epoch, sequence }) })
  }
}

function respond(message: EwsObject): EwsObject {
  return responseMessages('Subscribe', [message])
}
