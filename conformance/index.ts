/** The verdict on a connector: requirements, the suite that judges them, and the saboteurs that prove the suite. */
export { ConformanceError, type ConformanceErrorCode } from './conformance-error.js'

export type { Certainty, Level, Requirement, RequirementId } from './requirements/requirement.js'
export { type KnownRequirementId, REQUIREMENTS, requirement } from './requirements/table.js'

export {
  type Check,
  type CheckId,
  type CheckInput,
  type Evidence,
  type Verdict,
  check,
  isRed,
} from './checks/check.js'
export type { Case, Organization, Phase, Stage, StageNode } from './cases/case.js'

export {
  type Manifest,
  type ManifestNode,
  manifestSchema,
  parseManifest,
  readManifest,
  referenceManifest,
} from './drivers/manifest.js'
export type { Ailment, Finding } from './doctor/finding.js'
export { type DoctorOptions, examine } from './doctor/examine.js'
export { type Language, LANGUAGES, starterManifest } from './init/starter-manifest.js'
export { EXIT_CODES, type ExitCode, exitCodeOf, exitCodeOfError } from './runner/exit-code.js'
export { firstError } from './runner/first-error.js'
export { type Feature, FEATURES } from './requirements/feature.js'
export { type CaseResult, type RunResult, checksOf } from './runner/result.js'
export { type RunOptions, runSuite } from './runner/run.js'
export {
  type Proof,
  type ProofOfSuite,
  type Share,
  type ProveOptions,
  isProven,
  proveSuite,
} from './runner/prove.js'

export type { Calls, CostToExchange, OperationCost } from './cost/cost-to-exchange.js'
export { readCostOf } from './cost/read-cost.js'
export { REFERENCE_COST, type ReferenceCost } from './cost/reference-cost.js'
export { renderCostText } from './reporters/cost-text.js'

export type { Loot, Saboteur } from './saboteurs/saboteur.js'
export { SABOTEURS } from './saboteurs/all-saboteurs.js'

export { writeReports } from './reporters/write-reports.js'
