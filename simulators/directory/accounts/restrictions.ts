import { utcFields, type Instant } from '../../core/index.js'
import { fromFileTime } from '../names/file-time.js'
import type { StoredEntry } from '../tree/tree.js'
import { firstValue, integerValue, largeValue } from '../tree/values.js'
import type { LogonContext, LogonFailure } from './logon.js'
import type { PasswordPolicy } from './password-policy.js'
import { ACCOUNT_CONTROL } from './user-account-control.js'

/** What the restrictions of an account are judged by. */
export interface LogonAttempt {
  readonly entry: StoredEntry
  readonly now: Instant
  readonly policy: PasswordPolicy
  readonly context: LogonContext
}

/**
 * What refuses a log-on although the password is right, in the order in which it is looked at.
 * @source ldap.md 3 (each reason measured); @inferred the order among them
 */
const RESTRICTIONS: readonly (readonly [LogonFailure, (attempt: LogonAttempt) => boolean])[] = [
  ['disabled', ({ entry }) => hasControl(entry, ACCOUNT_CONTROL.disabled)],
  ['account-expired', isExpired],
  ['logon-hours', isOutsideHours],
  ['workstation', isOtherWorkstation],
  ['must-change', ({ entry }) => firstValue(entry, 'pwdLastSet') === '0'],
  ['password-expired', isPasswordExpired],
]

export function restrictionOf(attempt: LogonAttempt): LogonFailure | undefined {
  return RESTRICTIONS.find(([, applies]) => applies(attempt))?.[0]
}

function hasControl(entry: StoredEntry, bit: number): boolean {
  return (integerValue(entry, 'userAccountControl') & bit) !== 0
}

/** accountExpires; 0 and the largest integer mean never. */
function isExpired({ entry, now }: LogonAttempt): boolean {
  const expires = largeValue(entry, 'accountExpires')
  return expires !== 0n && expires < 2n ** 63n - 1n && fromFileTime(expires) <= now
}

/** logonHours: a bit for each hour of the week in UTC, Sunday first. @source MS-SAMR 2.2.6.5 */
function isOutsideHours({ entry, now }: LogonAttempt): boolean {
  const hours = firstValue(entry, 'logonHours')
  if (hours?.length !== 21) return false
  const daysSinceSunday = (Math.floor(now / 86_400_000) + 4) % 7
  const bit = daysSinceSunday * 24 + utcFields(now).hour
  return ((hours.charCodeAt(bit >> 3) >> (bit & 7)) & 1) === 0
}

/** userWorkstations: a client that names no workstation is on none of them. */
function isOtherWorkstation({ entry, context }: LogonAttempt): boolean {
  const allowed = firstValue(entry, 'userWorkstations')
  if (allowed === undefined) return false
  const workstation = context.workstation?.toLowerCase()
  return !allowed.split(',').some((name) => name.trim().toLowerCase() === workstation)
}

function isPasswordExpired({ entry, now, policy }: LogonAttempt): boolean {
  if (policy.maxPasswordAgeMs === null || hasControl(entry, ACCOUNT_CONTROL.passwordNeverExpires))
    return false
  const setAt = largeValue(entry, 'pwdLastSet')
  return setAt > 0n && fromFileTime(setAt) + policy.maxPasswordAgeMs <= now
}
