import { instant, type Instant } from '../../core/clock/instant.js'

const EPOCH_DIFFERENCE_MS = 11_644_473_600_000n
const TICKS_PER_MS = 10_000n

/** 100-nanosecond ticks since 1601-01-01: pwdLastSet, accountExpires, NTLM timestamps. @source MS-DTYP 2.3.3 */
export function toFileTime(at: Instant): bigint {
  return (BigInt(Math.floor(at)) + EPOCH_DIFFERENCE_MS) * TICKS_PER_MS
}

export function fromFileTime(ticks: bigint): Instant {
  return instant(Number(ticks / TICKS_PER_MS - EPOCH_DIFFERENCE_MS))
}

/** Intervals (lockoutDuration, maxPwdAge) are negative ticks; the result is positive milliseconds. */
export function intervalToMs(ticks: bigint): number {
  return Number(-ticks / TICKS_PER_MS)
}

/** The interval that means "never". */
export const NEVER = -(2n ** 63n)
