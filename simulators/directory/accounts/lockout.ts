import type { Instant } from '../../core/index.js'
import type { Credential } from './credential.js'
import type { PasswordPolicy } from './password-policy.js'

/** True while an account is locked: until the duration has passed, or for good without one. */
export function isLockedOut(credential: Credential, policy: PasswordPolicy, now: Instant): boolean {
  if (credential.lockedOutAt === 0) return false
  return policy.lockoutDurationMs === null || now < credential.lockedOutAt + policy.lockoutDurationMs
}

/** The record after a wrong password. Failures longer ago than the observation window do not count. */
export function withFailure(credential: Credential, policy: PasswordPolicy, now: Instant): Credential {
  const isRecent = now < credential.badPasswordAt + policy.observationWindowMs && credential.lockedOutAt === 0
  const badPasswordCount = (isRecent ? credential.badPasswordCount : 0) + 1
  const isLocked = policy.lockoutThreshold > 0 && badPasswordCount >= policy.lockoutThreshold
  return { ...credential, badPasswordCount, badPasswordAt: now, lockedOutAt: isLocked ? now : 0 }
}

/** The record after the right password; the same record when there is nothing to forget. */
export function withSuccess(credential: Credential): Credential {
  if (credential.badPasswordCount === 0 && credential.lockedOutAt === 0) return credential
  return { ...credential, badPasswordCount: 0, lockedOutAt: 0 }
}
