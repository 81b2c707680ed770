import type { Caller } from '../../ews/caller.js'
import { EwsFault } from '../../ews/ews-fault.js'
import { errorMessage } from '../../ews/response-message.js'
import type { EwsObject } from '../../ews/tree.js'
import type { Budgets } from './budgets.js'
import type { ThrottlingSwitches } from './throttling-model.js'

/** Whoever active subscriptions are counted for. */
export interface SubscriptionHolder {
  subscriptions: number
}

/** How many subscriptions there may be: all kinds together, one unit each. @source ews.md 4.8, 7.3 */
export interface SubscriptionQuota {
  /** Whom one more subscription of this caller would be counted for; undefined when there may be no more. */
  holderFor(caller: Caller): SubscriptionHolder | undefined
  /** What answers one subscription too many; it may throw a fault. */
  refuse(): EwsObject
}

const CODE = 'ErrorExceededSubscriptionCount'

export function createSubscriptionQuota(
  budgets: Budgets,
  { subscriptionRefusal = 'message' }: ThrottlingSwitches = {},
): SubscriptionQuota {
  return {
    holderFor(caller) {
      const budget = budgets.of(caller)
      if (budget.subscriptions < budgets.limitsFor(budget, caller).maxSubscriptions) return budget
      budget.refused++
      return undefined
    },
    refuse() {
      if (subscriptionRefusal === 'fault') throw new EwsFault(CODE)
      return errorMessage(CODE)
    },
  }
}
