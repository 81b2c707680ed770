import { NEVER } from '../names/file-time.js'
import type { Values } from '../tree/object-defaults.js'

const HALF_AN_HOUR = '-18000000000'

/** The rules about passwords that the two domains of a forest begin with. @source ad-golden dumps/domain-wellknown.ldif */
export const PASSWORD_POLICY = {
  domain: {
    forceLogoff: [String(NEVER)],
    lockoutDuration: [HALF_AN_HOUR],
    lockOutObservationWindow: [HALF_AN_HOUR],
    maxPwdAge: ['-36288000000000'],
    minPwdAge: ['-864000000000'],
    minPwdLength: ['7'],
    pwdHistoryLength: ['24'],
    pwdProperties: ['1'],
  },
  builtin: {
    forceLogoff: [String(NEVER)],
    lockoutDuration: [HALF_AN_HOUR],
    lockOutObservationWindow: [HALF_AN_HOUR],
    lockoutThreshold: ['0'],
    maxPwdAge: ['-37108517437440'],
    minPwdAge: ['0'],
    minPwdLength: ['0'],
    pwdHistoryLength: ['0'],
    pwdProperties: ['0'],
  },
} as const satisfies Readonly<Record<string, Values>>

/** The same policy where an administrator has let passwords last. */
export function withoutExpiry(policy: Values): Values {
  return { ...policy, maxPwdAge: [String(NEVER)], minPwdAge: ['0'] }
}
