import type { Limits } from './limits.js'
import {
  AT_ONCE,
  costOfAll,
  costOfPart,
  LONGEST_RUN_MS,
  type Plan,
  type TimeBudget,
  type TimeReport,
  type Work,
} from './time-budget.js'

/** What a busy server was seen to ask clients to wait is just less than this. @source ews.md 7.2 */
const LONGEST_LOCK_MS = 300_000

/** @inferred the longest that one part of a request is held up */
const LONGEST_DELAY_MS = 1_000

/**
 * The budget of 2013 and later: a balance that every request lowers and time raises again, up to EwsMaxBurst. Below
 * zero each part of a request waits for as long as the balance needs to pay for it; at EwsCutoffBalance below zero
 * every request is refused until the balance is back at zero, or five minutes have passed. Kept is what has been
 * used and not been recharged, so that a changed policy counts at once. @source ews.md 7.2; @inferred the length of
 * delays and of the refusal
 */
export class BalanceBudget implements TimeBudget {
  #usedMs = 0
  #at = 0
  #lockedUntil = 0

  plan(work: Work, now: number): Plan {
    const { limits } = work
    this.#recharge(limits, now)
    if (now < this.#lockedUntil) return { kind: 'refused', backOffMs: this.#lockedUntil - now }
    if (this.#usedMs + costOfAll(work) <= limits.maxBurstMs) return AT_ONCE
    return this.#walk(work)
  }

  /** What was recharged during a delay counts against what the delay was for. */
  charge(work: Work, now: number): void {
    const { limits } = work
    if (limits.maxBurstMs === Infinity || limits.rechargePerMs === Infinity) return
    this.#usedMs += costOfAll(work)
    this.#recharge(limits, now)
    if (this.#isCutOff(limits, this.#usedMs)) this.#lockedUntil = now + lockMs(limits, this.#usedMs)
  }

  report(limits: Limits, now: number): TimeReport {
    this.#recharge(limits, now)
    const balanceMs = limits.maxBurstMs - this.#usedMs
    return { kind: 'balance', balanceMs, lockedMs: Math.max(0, this.#lockedUntil - now) }
  }

  /** Goes through the parts in turn, as the server would. */
  #walk({ limits, cost, parts }: Work): Plan {
    let usedMs = this.#usedMs
    let delayMs = 0
    for (let part = 0; part < parts; part++) {
      const costMs = costOfPart(cost, part)
      if (this.#isCutOff(limits, usedMs)) {
        const backOffMs = lockMs(limits, usedMs)
        if (part === 0) return { kind: 'refused', backOffMs }
        return { kind: 'partly', parts: part, delayMs, code: 'ErrorServerBusy', backOffMs }
      }
      if (usedMs > limits.maxBurstMs) {
        const waitMs = Math.min(costMs / limits.rechargePerMs, LONGEST_DELAY_MS)
        if (delayMs + waitMs > LONGEST_RUN_MS)
          return { kind: 'partly', parts: part, delayMs, code: 'ErrorTimeoutExpired', backOffMs: 0 }
        delayMs += waitMs
        usedMs -= waitMs * limits.rechargePerMs
      }
      usedMs += costMs
    }
    return { kind: 'run', delayMs }
  }

  #isCutOff({ maxBurstMs, cutoffMs }: Limits, usedMs: number): boolean {
    return usedMs >= maxBurstMs + cutoffMs
  }

  #recharge({ rechargePerMs }: Limits, now: number): void {
    const elapsed = now - this.#at
    this.#at = now
    if (this.#usedMs === 0 || elapsed <= 0) return
    this.#usedMs = Math.max(0, this.#usedMs - elapsed * rechargePerMs)
  }
}

/** How long a balance needs to be back at zero, within what is asked of clients. */
function lockMs({ maxBurstMs, rechargePerMs }: Limits, usedMs: number): number {
  if (rechargePerMs === 0) return LONGEST_LOCK_MS
  return Math.min(LONGEST_LOCK_MS, Math.max(1, Math.ceil((usedMs - maxBurstMs) / rechargePerMs)))
}
