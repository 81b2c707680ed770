export type { MatcherState } from 'vitest'

/** What a matcher of ours answers. */
export interface ExpectationResult {
  readonly pass: boolean
  readonly message: () => string
}
