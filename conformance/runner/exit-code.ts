import type { Check } from '../checks/check.js'
import type { ConformanceErrorCode } from '../conformance-error.js'

/** @source design.md, "The outside of the lab" */
export const EXIT_CODES = {
  asExpected: 0,
  regression: 1,
  staleBaseline: 2,
  invalidConfiguration: 3,
  harnessError: 4,
  interrupted: 5,
} as const

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]

/**
 * The verdict on a whole run. A failure that the baseline does not list is a regression; a listed check that passes
 * makes the baseline stale. Warnings advise and never fail a run.
 */
export function exitCodeOf(checks: readonly Check[], expectedFailures: readonly string[]): ExitCode {
  const isListed = ({ id }: Check): boolean => expectedFailures.includes(id)
  if (checks.some((made) => made.verdict === 'fail' && !isListed(made))) return EXIT_CODES.regression
  if (checks.some((made) => made.verdict === 'pass' && isListed(made))) return EXIT_CODES.staleBaseline
  return EXIT_CODES.asExpected
}

/** How a run ends that could not be finished. */
export function exitCodeOfError(code: ConformanceErrorCode): ExitCode {
  if (code === 'INTERRUPTED') return EXIT_CODES.interrupted
  const isConfiguration = code === 'MANIFEST_INVALID' || code === 'OPTION_INVALID'
  return isConfiguration ? EXIT_CODES.invalidConfiguration : EXIT_CODES.harnessError
}
