import type { MatcherState } from 'vitest'
import { createRealClock, type LabView } from '../../simulators/lab/index.js'

/** How long a matcher waits, in milliseconds of lab time. */
export interface Within {
  readonly withinMs?: number
}

/** Under a manual clock waiting costs next to nothing. */
const MANUAL_MS = 30_000
/** On any other clock: the longest wait for what is expected, and the whole wait for what must not come. */
const EXPECTED_MS = 30_000
const UNWANTED_MS = 2_000
/** Left of the test's own time limit, so that the matcher speaks before the limit does. */
const MARGIN_MS = 750
const LEAST_MS = 250
/** Vitest's own default, for an assertion made outside of a test. */
const TEST_MS = 5_000

/** Milliseconds of lab time to wait: as told, or else as long as the test can spare. */
export function patienceOf(state: MatcherState, lab: LabView, { withinMs }: Within): number {
  if (withinMs !== undefined) return withinMs
  if (lab.clock.kind === 'manual') return MANUAL_MS
  const most = state.isNot ? UNWANTED_MS : EXPECTED_MS
  const realMs = Math.min(most, Math.max(LEAST_MS, leftOf(state) - MARGIN_MS))
  return realMs * (lab.clock.rate ?? 1)
}

/** A duration as a message tells it. */
export function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s of lab time`
}

function leftOf({ task }: MatcherState): number {
  const started = task?.result?.startTime
  if (task === undefined || started === undefined) return TEST_MS
  const limit = task.timeout > 0 ? task.timeout : Infinity
  return started + limit - createRealClock().now()
}
