import type { ProductName } from '../../versions/index.js'
import type { ThrottlingSettings } from './policy.js'

const SINCE_2013 = {
  EwsMaxConcurrency: 27,
  EwsMaxSubscriptions: 5_000,
  EwsMaxBurst: 300_000,
  EwsRechargeRate: 900_000,
  EwsCutoffBalance: 3_000_000,
  MessageRateLimit: 'Unlimited',
  RecipientRateLimit: 'Unlimited',
  ForwardeeLimit: 10,
} as const satisfies ThrottlingSettings

/**
 * What the default policy of each release says. @source ews.md 7.1; @inferred the subscriptions and shares of time of
 * 2010, its CPUStartPercent, EwsCutoffBalance, the burst and recharge of Exchange Online, which are set by the service and not
 * published, and ForwardeeLimit
 */
export const DEFAULT_SETTINGS: Readonly<Record<ProductName, ThrottlingSettings>> = {
  '2010': {
    EwsMaxConcurrency: 10,
    EwsMaxSubscriptions: 5_000,
    EWSPercentTimeInAD: 50,
    EWSPercentTimeInCAS: 90,
    EWSPercentTimeInMailboxRPC: 60,
    EWSFastSearchTimeoutInSeconds: 60,
    EWSFindCountLimit: 1_000,
    CPUStartPercent: 75,
    MessageRateLimit: 'Unlimited',
    RecipientRateLimit: 'Unlimited',
    ForwardeeLimit: 'Unlimited',
  },
  '2013': SINCE_2013,
  '2016': SINCE_2013,
  '2019': SINCE_2013,
  se: SINCE_2013,
  online: { ...SINCE_2013, EwsMaxSubscriptions: 20, MessageRateLimit: 30, RecipientRateLimit: 10_000 },
}

/**
 * What the default policy of a release is called: by its guid, where it has one. @observed in scripts of
 * administrators, and in messages of the service
 */
export function defaultPolicyName(product: ProductName, guid: string): string {
  const name = product === '2010' ? 'DefaultThrottlingPolicy' : 'GlobalThrottlingPolicy'
  return guid === '' ? name : `${name}_${guid}`
}
