import type { ThrottlingParameter } from './parameters.js'
import type { ThrottlingLimit } from './policy.js'
import type { EffectiveSettings } from './throttling-administration.js'
import type { ThrottlingModel } from './throttling-model.js'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** The parts of a server whose time 2010 counts. */
export type Component = 'AD' | 'CAS' | 'MailboxRPC'

/** What applies to whoever sends a request, as numbers to compare with; what is not limited is Infinity. */
export interface Limits {
  /** Name of the policy. */
  readonly policy: string
  readonly maxConcurrency: number
  readonly maxHangingConnections: number
  readonly maxSubscriptions: number
  readonly maxBurstMs: number
  /** Milliseconds of balance that a millisecond brings. */
  readonly rechargePerMs: number
  readonly cutoffMs: number
  /** Milliseconds of a minute. */
  readonly windowMs: Readonly<Record<Component, number>>
  readonly findCount: { readonly plain: number; readonly restricted: number }
}

/** Makes numbers of settings, for a release that keeps budgets in this way. */
export function limitsOf(policy: string, settings: EffectiveSettings, model: ThrottlingModel): Limits {
  const maxConcurrency = read('EwsMaxConcurrency')
  const found = read('EWSFindCountLimit')
  const { hangingConnections, findCount = { plain: found, restricted: found } } = model

  return {
    policy,
    maxConcurrency,
    maxHangingConnections: hangingConnections === 'policy' ? maxConcurrency : hangingConnections,
    maxSubscriptions: read('EwsMaxSubscriptions'),
    maxBurstMs: read('EwsMaxBurst'),
    rechargePerMs: read('EwsRechargeRate') / HOUR_MS,
    cutoffMs: read('EwsCutoffBalance'),
    windowMs: {
      AD: shareOfMinute('EWSPercentTimeInAD'),
      CAS: shareOfMinute('EWSPercentTimeInCAS'),
      MailboxRPC: shareOfMinute('EWSPercentTimeInMailboxRPC'),
    },
    findCount,
  }

  function read(name: ThrottlingParameter): number {
    return numberOf(settings[name])
  }

  function shareOfMinute(name: ThrottlingParameter): number {
    return (read(name) / 100) * MINUTE_MS
  }
}

/** What no policy speaks of is not limited. */
function numberOf(limit: ThrottlingLimit | undefined): number {
  return limit === undefined || limit === 'Unlimited' ? Infinity : limit
}
