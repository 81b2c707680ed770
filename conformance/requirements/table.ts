import type { Requirement } from './requirement.js'
import { CLOUD } from './rows/cloud.js'
import { DETAILS } from './rows/details.js'
import { KEYWORDS } from './rows/keywords.js'
import { LIMITS } from './rows/limits.js'
import { OPERATIONS } from './rows/operations.js'
import { SPACES } from './rows/spaces.js'

/** Every row. @source hybrid-calendar.md, chapter and short source names in `clause` */
export const REQUIREMENTS = {
  ...LIMITS,
  ...OPERATIONS,
  ...KEYWORDS,
  ...DETAILS,
  ...SPACES,
  ...CLOUD,
} as const

/** The identifiers that exist; a check cannot name another. */
export type KnownRequirementId = keyof typeof REQUIREMENTS

/** The row of an identifier. */
export function requirement(id: KnownRequirementId): Requirement {
  return { id, ...REQUIREMENTS[id] }
}
