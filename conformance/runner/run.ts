import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { LEDGERS, SCENARIOS } from '../cases/all-cases.js'
import type { Case, Stage } from '../cases/case.js'
import type { Check } from '../checks/check.js'
import { ConformanceError } from '../conformance-error.js'
import { startLab } from '../drivers/lab.js'
import type { Manifest } from '../drivers/manifest.js'
import { startSubject } from '../drivers/subject.js'
import { followActivity } from '../observation/activity.js'
import { createLedger } from '../relays/ledger.js'
import type { Level } from '../requirements/requirement.js'
import type { Saboteur } from '../saboteurs/saboteur.js'
import { NO_SABOTAGE } from '../relays/sabotage.js'
import { formatInstant, realNow, within } from '../time-and-chance/clock.js'
import type { CaseResult, RunResult } from './result.js'
import { openStage } from './stage.js'
import { awaitSubscriptions } from './subscribed.js'

/** Longer than any case may take; a case that does is an error of the harness. */
const CASE_BOUND_MS = 120_000

export interface RunOptions {
  readonly manifest: Manifest
  /** The `exwex` program that starts the lab: `[node, dist/cli/exwex.js]`. */
  readonly exwex: readonly string[]
  readonly seed: number
  readonly level: Level
  /** Runs only cases whose id begins so, or that show this requirement or check. */
  readonly only?: string | undefined
  readonly saboteur?: Saboteur | undefined
  /** Interrupts the run; everything it started is taken down first. */
  readonly signal?: AbortSignal | undefined
  /** Told about each case as it ends. */
  readonly onCase?: (played: CaseResult) => void
}

/** Starts a lab and the subject, plays every case, and takes everything down again. */
export async function runSuite(options: RunOptions): Promise<RunResult> {
  const { manifest, exwex, seed } = options
  const began = realNow()
  await using temporary = await temporaryDirectory()
  const directory = temporary.path
  await using lab = await startLab({ exwex, seed, directory })
  const ledger = createLedger()
  const sabotage =
    options.saboteur?.create({ exchangePassword: lab.ready.serviceAccount.password }) ?? NO_SABOTAGE
  await using subject = await startSubject({ manifest, lab, ledger, sabotage, directory })
  await using activity = followActivity(lab.admin, subject.endpointSets)
  await using stage = openStage({ manifest, lab, subject, ledger, activity })
  const interrupted = abortOf(options.signal)
  const whileRunning = <T>(work: Promise<T>): Promise<T> => Promise.race([work, interrupted])
  await whileRunning(
    awaitSubscriptions({ stage, activity, subject, ledger, boundMs: manifest.startSeconds * 1000 }),
  )
  const scenarios = await whileRunning(
    Promise.all(SCENARIOS.map((scenario) => play(scenario, stage, options))),
  )
  const ledgers = await Promise.all(LEDGERS.map((rules) => play(rules, stage, options)))
  return {
    subject: manifest.name,
    level: options.level,
    seed,
    saboteur: options.saboteur?.id,
    startedAt: formatInstant(began),
    durationMs: realNow() - began,
    cases: [...scenarios, ...ledgers].filter((played) => played.checks.length > 0),
  }
}

async function play(played: Case, stage: Stage, options: RunOptions): Promise<CaseResult> {
  const began = realNow()
  const checks = await within(CASE_BOUND_MS, played.play(stage), 'late')
  if (checks === 'late') {
    const message = `The case ${played.id} did not end within ${CASE_BOUND_MS / 1000} s. Look for a server that hangs.`
    throw new ConformanceError('CASE_TIMEOUT', message)
  }
  const result = {
    id: played.id,
    title: played.title,
    durationMs: realNow() - began,
    checks: checks
      .filter((made) => isChosen(played, made, options.only))
      .map((made) => atLevel(made, options.level)),
  }
  if (result.checks.length > 0) options.onCase?.(result)
  return result
}

/** A row that the chosen level cannot show is not judged. */
function atLevel(made: Check, level: Level): Check {
  return made.requirement.level > level ? { ...made, verdict: 'not-run' } : made
}

function isChosen(played: Case, made: Check, only: string | undefined): boolean {
  if (only === undefined) return true
  return played.id.startsWith(only) || made.id === only || made.requirement.id === only
}

/** Rejects when the signal aborts. */
function abortOf(signal: AbortSignal | undefined): Promise<never> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(new ConformanceError('INTERRUPTED', 'The run was interrupted.'))
    if (signal?.aborted === true) stop()
    signal?.addEventListener('abort', stop, { once: true })
  })
  aborted.catch(() => undefined) // Whoever waits at the time gets it; with nobody waiting it is no event.
  return aborted
}

async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'exwex-conform-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
