import { check } from '../checks/check.js'
import { exchangesOf } from '../observation/observed.js'
import { liveSubscriptions } from '../observation/subscriptions.js'
import type { Case } from './case.js'

/** HC-050 · the balance of Subscribe and Unsubscribe per mailbox, over all nodes, before any of them is disturbed. */
export const oneSubscription: Case = {
  id: 'operation/one-subscription',
  title: 'One live subscription for each user',
  phase: 'disturbed',
  shows: ['HC-050/one-each'],
  async play(stage) {
    const observed = await stage.observe()
    const live = liveSubscriptions(observed.ews)
    const counts = stage.organization.enabled.map((mail) => ({
      mail,
      subscriptions: live.filter(({ mailbox }) => mailbox === mail).length,
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
