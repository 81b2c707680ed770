import { check } from '../checks/check.js'
import { exchangesOf } from '../observation/observed.js'
import { liveSubscriptions } from '../observation/subscriptions.js'
import type { EwsCall } from '../observation/ews-call.js'
import type { Case } from './case.js'

/** How long users may be on their way from one node to another. @inferred */
const PATIENCE_SECONDS = 20

/** HC-050 · the balance of Subscribe and Unsubscribe per mailbox, over all nodes, before any of them is disturbed. */
export const oneSubscription: Case = {
  id: 'operation/one-subscription',
  title: 'One live subscription for each user',
  phase: 'disturbed',
  shows: ['HC-050/one-each'],
  async play(stage) {
    const { enabled } = stage.organization
    await stage.awaits(async () => otherThanOne(stage.calls(), enabled).length === 0, PATIENCE_SECONDS)
    const observed = await stage.observe()
    const wrong = otherThanOne(observed.ews, enabled)
    return [
      check({
        id: 'HC-050/one-each',
        expected: `exactly 1 for each of ${enabled.length} enabled people`,
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

/** The mailboxes that have no live subscription, or several. */
function otherThanOne(calls: readonly EwsCall[], mailboxes: readonly string[]) {
  const live = liveSubscriptions(calls)
  return mailboxes
    .map((mail) => ({ mail, subscriptions: live.filter(({ mailbox }) => mailbox === mail).length }))
    .filter(({ subscriptions }) => subscriptions !== 1)
}
