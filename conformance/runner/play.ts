import type { Case, Stage } from '../cases/case.js'
import type { Check, CheckId } from '../checks/check.js'
import { ConformanceError } from '../conformance-error.js'
import { realNow, within } from '../time-and-chance/clock.js'
import type { CaseResult } from './result.js'
import { type Scope, asItStands, isPlayable, unplayed } from './standing.js'

/** Longer than any case may take; a case that does is an error of the harness. A takeover takes up to 30 s, and there may be several in a case. */
const CASE_BOUND_MS: Readonly<Record<'steady' | 'disturbed', number>> = {
  steady: 150_000,
  disturbed: 300_000,
}

/** Plays a case if anything of it is judged, and judges what the scope says. */
export async function playCase(played: Case, stage: Stage, scope: Scope): Promise<CaseResult> {
  const began = realNow()
  const checks = isPlayable(played, scope)
    ? (await bounded(played, stage)).map((made) => asItStands(played, made, scope))
    : unplayed(played, scope)
  return { id: played.id, title: played.title, durationMs: realNow() - began, checks }
}

async function bounded(played: Case, stage: Stage): Promise<readonly Check[]> {
  const boundMs = CASE_BOUND_MS[played.phase ?? 'steady']
  const checks = await within(boundMs, played.play(stage), 'late')
  if (checks === 'late') {
    const message = `The case ${played.id} did not end within ${boundMs / 1000} s. Look for a server that hangs.`
    throw new ConformanceError('CASE_TIMEOUT', message)
  }
  requireShown(
    played,
    checks.map(({ id }) => id),
  )
  return checks
}

/** What a case declares is what reports, saboteurs and `--only` go by, so it has to be true. */
function requireShown({ id, shows }: Case, made: readonly CheckId[]): void {
  const missing = shows.filter((shown) => !made.includes(shown))
  const extra = made.filter((shown) => !shows.includes(shown))
  if (missing.length + extra.length === 0) return
  throw new ConformanceError(
    'CASE_INVALID',
    `The case ${id} declares [${shows.join(', ')}] but made [${made.join(', ')}]. Make "shows" say what "play" returns.`,
  )
}

/** Plays steady cases side by side and disturbing ones one after the other, each on healed nodes. */
export async function playAll(
  cases: readonly Case[],
  stage: Stage,
  play: (played: Case) => Promise<CaseResult>,
): Promise<readonly CaseResult[]> {
  const steady = cases.filter(({ phase }) => phase !== 'disturbed')
  const results = await Promise.all(steady.map(play))
  for (const disturbing of cases.filter(({ phase }) => phase === 'disturbed')) {
    results.push(await play(disturbing))
    await Promise.all(stage.nodes.map((node) => node.heal()))
  }
  return results
}
