import { REFERENCE_COST } from '../cost/reference-cost.js'
import type { ProofOfSuite } from '../runner/prove.js'
import { type RunResult, checksOf } from '../runner/result.js'

/** `results.json`: the whole run for programs, one object per check, and one per saboteur when there were some. */
export function renderResultsJson(result: RunResult, proof?: ProofOfSuite): string {
  const { cases, cost, ...run } = result
  const checks = cases.flatMap((played) =>
    played.checks.map(({ requirement, ...made }) => ({
      ...made,
      case: played.id,
      requirement: requirement.id,
      certainty: requirement.certainty,
      level: requirement.level,
      feature: requirement.feature ?? null,
      clause: requirement.clause,
    })),
  )
  const saboteurs =
    proof === undefined
      ? {}
      : { saboteurs: proof.proofs, unusedSaboteurs: proof.unused, unprovenChecks: proof.unproven }
  return `${JSON.stringify({ version: 1, ...run, totals: totalsOf(result), cost: cost === null ? null : { subject: cost, reference: REFERENCE_COST }, checks, ...saboteurs }, undefined, 2)}\n`
}

/** How many checks ended in each verdict. */
export function totalsOf(result: RunResult) {
  const count = (verdict: string): number =>
    checksOf(result).filter((made) => made.verdict === verdict).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    notRun: count('not-run'),
    notImplemented: count('not-implemented'),
  }
}
