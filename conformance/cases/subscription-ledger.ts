import { descendants, parseXml } from '../../clients/index.js'
import { check } from '../checks/check.js'
import type { EwsCall } from '../observation/ews-call.js'
import { exchangesOf } from '../observation/observed.js'
import type { Case } from './case.js'

/** HC-050 · the balance of Subscribe and Unsubscribe per mailbox, over all nodes. */
export const subscriptionLedger: Case = {
  id: 'ledger/subscriptions',
  title: 'One live subscription for each user',
  shows: ['HC-050/one-each'],
  async play(stage) {
    const observed = await stage.observe()
    const live = liveSubscriptions(observed.ews)
    const counts = stage.organization.enabled.map((mail) => ({
      mail,
      subscriptions: [...live.values()].filter((owner) => owner === mail).length,
    }))
    const wrong = counts.filter(({ subscriptions }) => subscriptions !== 1)
    return [
      check({
        id: 'HC-050/one-each',
        expected: `exactly 1 for each of ${counts.length} enabled people`,
        got:
          wrong.length === 0
            ? '1 for each'
            : wrong.map(({ mail, subscriptions }) => `${mail}: ${subscriptions}`),
        holds: wrong.length === 0,
        evidence: observed.evidence(
          exchangesOf(observed.ews.filter(({ operation }) => operation === 'Subscribe')),
        ),
      }),
    ]
  },
}

/** Subscription id → mailbox, of the subscriptions that were made and not ended. */
function liveSubscriptions(calls: readonly EwsCall[]): ReadonlyMap<string, string> {
  const live = new Map<string, string>()
  for (const call of calls) {
    if (call.operation === 'Subscribe') for (const id of idsMade(call)) live.set(id, call.impersonated ?? '')
    if (call.operation === 'Unsubscribe') for (const id of idsIn(call.exchange.request.body)) live.delete(id)
  }
  return live
}

function idsMade({ exchange }: EwsCall): readonly string[] {
  return exchange.answer?.status === 200 ? idsIn(exchange.answer.body) : []
}

function idsIn(envelope: string): readonly string[] {
  return descendants(parseXml(envelope), 'SubscriptionId').map((id) => id.text)
}
