import type { Cost } from './costs.js'
import type { Limits } from './limits.js'

/** A request as its budget of time sees it. */
export interface Work {
  readonly limits: Limits
  readonly cost: Cost
  /** How many parts it has that are answered on their own. */
  readonly parts: number
  /** How many rows its answer lists; 0 until that is known. */
  readonly rows: number
}

/** What becomes of a request that asks for time. */
export type Plan =
  /** It runs, after a delay. */
  | { readonly kind: 'run'; readonly delayMs: number }
  /** Its first parts run, after a delay; the others are answered with a code each. */
  | {
      readonly kind: 'partly'
      readonly delayMs: number
      readonly parts: number
      readonly code: 'ErrorServerBusy' | 'ErrorTimeoutExpired'
      readonly backOffMs: number
    }
  | { readonly kind: 'refused'; readonly backOffMs: number }

export const AT_ONCE: Plan = { kind: 'run', delayMs: 0 }

/** How long a request may take, its delays included. @source ews.md 7.2 */
export const LONGEST_RUN_MS = 60_000

/** The time of a server that an account may use. Times are lab milliseconds; what is charged comes from the table. */
export interface TimeBudget {
  plan(work: Work, now: number): Plan
  charge(work: Work, now: number): void
  /** How it stands, for who watches. */
  report(limits: Limits, now: number): TimeReport
}

export type TimeReport =
  | {
      readonly kind: 'balance'
      readonly balanceMs: number
      /** How long every request will still be refused; 0 when none is. */
      readonly lockedMs: number
    }
  | {
      readonly kind: 'windows'
      /** Milliseconds of the last minute. */
      readonly usedMs: Limits['windowMs']
    }

/** What the part of this number costs: the first brings what the request costs by itself. */
export function costOfPart({ base, each }: Cost, part: number): number {
  return part === 0 ? base + each : each
}

export function costOfAll({ cost, parts, rows }: Work): number {
  return cost.base + cost.each * parts + cost.row * rows
}
