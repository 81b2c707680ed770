import { intervalToMs, NEVER } from '../names/file-time.js'
import { parseDn } from '../names/parse-dn.js'
import type { Tree } from '../tree/tree.js'
import { integerValue, largeValue } from '../tree/values.js'

/** The domain's rules about passwords, from the attributes of its head. Intervals are null for "never". */
export interface PasswordPolicy {
  /** Wrong passwords until the account is locked; 0 for never. */
  readonly lockoutThreshold: number
  readonly lockoutDurationMs: number | null
  readonly observationWindowMs: number
  readonly maxPasswordAgeMs: number | null
}

export function passwordPolicyOf(tree: Tree): PasswordPolicy {
  const domain = tree.find(parseDn(tree.forest.domainDn) ?? [])
  if (domain === undefined) {
    return { lockoutThreshold: 0, lockoutDurationMs: null, observationWindowMs: 0, maxPasswordAgeMs: null }
  }
  return {
    lockoutThreshold: integerValue(domain, 'lockoutThreshold'),
    lockoutDurationMs: interval(largeValue(domain, 'lockoutDuration')),
    observationWindowMs: interval(largeValue(domain, 'lockOutObservationWindow')) ?? 0,
    maxPasswordAgeMs: interval(largeValue(domain, 'maxPwdAge')),
  }
}

function interval(ticks: bigint): number | null {
  return ticks === NEVER || ticks === 0n ? null : intervalToMs(ticks)
}
