import { descendants, parseXml } from '../../clients/index.js'
import type { EwsCall } from './ews-call.js'

/** A streaming subscription that Exchange accepted and nobody has ended. */
export interface Subscription {
  readonly id: string
  /** Mail address, lower case. */
  readonly mailbox: string
  readonly node: number
  /** Epoch milliseconds. */
  readonly at: number
}

/** Every subscription that was made, in order. */
export function subscriptionsMade(calls: readonly EwsCall[]): readonly Subscription[] {
  return calls
    .filter(({ operation, exchange }) => operation === 'Subscribe' && exchange.answer?.status === 200)
    .flatMap(({ exchange, impersonated = '' }) =>
      idsIn(exchange.answer?.body ?? '').map((id) => ({
        id,
        mailbox: impersonated,
        node: exchange.request.node,
        at: exchange.at,
      })),
    )
}

/** Subscription ids that the subject has ended. */
export function subscriptionsEnded(calls: readonly EwsCall[]): ReadonlySet<string> {
  return new Set(
    calls
      .filter(({ operation }) => operation === 'Unsubscribe')
      .flatMap(({ exchange }) => idsIn(exchange.request.body)),
  )
}

/** The subscriptions that were made and not ended. */
export function liveSubscriptions(calls: readonly EwsCall[]): readonly Subscription[] {
  const ended = subscriptionsEnded(calls)
  return subscriptionsMade(calls).filter(({ id }) => !ended.has(id))
}

function idsIn(envelope: string): readonly string[] {
  return descendants(parseXml(envelope), 'SubscriptionId').map((id) => id.text)
}
