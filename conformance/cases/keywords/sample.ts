import type { CheckId } from '../../checks/check.js'

/** What comes of a meeting because of what its organizer typed. */
export type Outcome = 'nothing' | 'personal room' | 'space' | 'personal room and space'

/** One meeting, what must come of it, and the check that says so. */
export interface Sample {
  readonly check: CheckId
  readonly subject: string
  readonly location: string
  readonly body?: string
  readonly becomes: Outcome
}
