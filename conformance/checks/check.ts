import { type KnownRequirementId, requirement } from '../requirements/table.js'
import type { Certainty, Requirement } from '../requirements/requirement.js'

/**
 * `warn` is the failure of an inferred row: it advises a vendor and never fails him. `not-run`: a prerequisite was
 * missing, or this run does not judge the row. `not-implemented`: the subject does not claim to have it.
 */
export type Verdict = 'pass' | 'fail' | 'warn' | 'not-run' | 'not-implemented'

/** Where to look: entries of the lab's journal, and what went over the wire, secrets removed. */
export interface Evidence {
  readonly journal: readonly number[]
  readonly wire: readonly string[]
}

export interface Check {
  /** `HC-142/location-kept`: the requirement and what of it is shown. Never reused. */
  readonly id: CheckId
  readonly requirement: Requirement
  readonly title: string
  readonly expected: string
  readonly got: string
  readonly evidence: Evidence
  readonly verdict: Verdict
}

export type CheckId = `${KnownRequirementId}/${string}`

export interface CheckInput {
  readonly id: CheckId
  /** Defaults to the requirement's title. */
  readonly title?: string
  readonly expected: string
  readonly got: unknown
  /** For an expectation that goes beyond what its row's source says: it warns, whatever the row's certainty. */
  readonly isAdvice?: boolean
  /** Whether the expectation holds; `not-run` when a prerequisite is missing. */
  readonly holds: boolean | 'not-run'
  readonly evidence: Evidence
}

export const NO_EVIDENCE: Evidence = { journal: [], wire: [] }

/** A check that is not judged, because of what the manifest declares or the run leaves out. */
export function unjudged(id: CheckId, verdict: 'not-run' | 'not-implemented', why: string): Check {
  const row = rowOf(id)
  return { id, requirement: row, title: row.title, expected: '', got: why, evidence: NO_EVIDENCE, verdict }
}

/** The requirement that a check shows something of. */
export function rowOf(id: CheckId): Requirement {
  return requirement(id.slice(0, id.indexOf('/')) as KnownRequirementId)
}

/** Judges one expectation. The only place where a verdict is made. */
export function check(input: CheckInput): Check {
  const row = rowOf(input.id)
  return {
    id: input.id,
    requirement: row,
    title: input.title ?? row.title,
    expected: input.expected,
    got: typeof input.got === 'string' ? input.got : (JSON.stringify(input.got) ?? 'nothing'),
    evidence: input.evidence,
    verdict: verdict(input.isAdvice === true ? 'I' : row.certainty, input.holds),
  }
}

/** Whether a verdict counts as seen broken: what a saboteur must cause. */
export function isRed(verdict: Verdict): boolean {
  return verdict === 'fail' || verdict === 'warn'
}

function verdict(certainty: Certainty, holds: CheckInput['holds']): Verdict {
  if (holds === 'not-run') return 'not-run'
  if (holds) return 'pass'
  return certainty === 'I' ? 'warn' : 'fail'
}
