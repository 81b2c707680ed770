import type { CostToExchange } from '../cost/cost-to-exchange.js'
import type { Check } from '../checks/check.js'
import type { Feature } from '../requirements/feature.js'
import type { Level } from '../requirements/requirement.js'

/** One case and what was judged of it. */
export interface CaseResult {
  readonly id: string
  readonly title: string
  /** Real milliseconds. */
  readonly durationMs: number
  readonly checks: readonly Check[]
}

/** One run of the suite against one subject; what the reports are made of. */
export interface RunResult {
  readonly subject: string
  /** The level that was judged. */
  readonly level: Level
  /** What the subject declares to have. */
  readonly features: readonly Feature[]
  readonly seed: number
  /** The saboteur that sat on the wire, if any. */
  readonly saboteur: string | undefined
  /** ISO 8601. */
  readonly startedAt: string
  readonly durationMs: number
  /** What the subject cost Exchange; null where it was not measured, as with a saboteur. */
  readonly cost: CostToExchange | null
  readonly cases: readonly CaseResult[]
}

export function checksOf(result: RunResult): readonly Check[] {
  return result.cases.flatMap((played) => played.checks)
}
