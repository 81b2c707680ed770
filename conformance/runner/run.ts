import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { LEDGERS, SCENARIOS } from '../cases/all-cases.js'
import type { Case } from '../cases/case.js'
import { ConformanceError } from '../conformance-error.js'
import { readCost } from '../cost/read-cost.js'
import { type AttachOptions, attachLab, startLab } from '../drivers/lab.js'
import type { Manifest } from '../drivers/manifest.js'
import { startSubject } from '../drivers/subject.js'
import { followActivity } from '../observation/activity.js'
import { createInterposition } from '../observation/interposition.js'
import { createLedger } from '../relays/ledger.js'
import type { Level } from '../requirements/requirement.js'
import type { Saboteur } from '../saboteurs/saboteur.js'
import { NO_SABOTAGE } from '../relays/sabotage.js'
import { formatInstant, realNow } from '../time-and-chance/clock.js'
import type { CaseResult, RunResult } from './result.js'
import { chosenOf, ledgersOf, scenariosOf } from './choice.js'
import { playAll, playCase } from './play.js'
import { openStage } from './stage.js'
import { scopeOf } from './standing.js'
import { awaitSubscriptions } from './subscribed.js'

export interface RunOptions {
  readonly manifest: Manifest
  /** The `exwex` program that starts the lab: `[node, dist/cli/exwex.js]`. */
  readonly exwex: readonly string[]
  readonly seed: number
  /** Judges in a lab that runs already, instead of one of its own. */
  readonly attach?: AttachOptions | undefined
  /** What is judged, if less than the manifest's level. */
  readonly level?: Level | undefined
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
  const scope = scopeOf(manifest, options.level)
  await using temporary = await temporaryDirectory()
  const directory = temporary.path
  await using lab =
    options.attach === undefined
      ? await startLab({ exwex, seed, directory })
      : await attachLab(options.attach)
  const ledger = createLedger()
  const loot = { exchangePassword: lab.ready.serviceAccount.password }
  const interposition = createInterposition(options.saboteur?.create(loot) ?? NO_SABOTAGE)
  const { sabotage } = interposition
  await using subject = await startSubject({ manifest, lab, ledger, sabotage, directory })
  await using activity = followActivity(lab.admin, subject.endpointSets)
  await using stage = openStage({ manifest, lab, subject, ledger, activity, scope, interposition })
  using interruption = interruptionBy(options.signal)
  const whileRunning = <T>(work: Promise<T>): Promise<T> => Promise.race([work, interruption.happened])
  await whileRunning(
    awaitSubscriptions({ stage, activity, subject, ledger, boundMs: manifest.startSeconds * 1000 }),
  )
  const play = async (played: Case): Promise<CaseResult> => {
    const result = chosenOf(await playCase(played, stage, scope), options.only)
    if (result.checks.length > 0) options.onCase?.(result)
    return result
  }
  const scenarios = await whileRunning(playAll(scenariosOf(SCENARIOS, options), stage, play))
  await whileRunning(stage.settle(() => Promise.resolve(true))) // what a case has set going is judged when it is done
  const ledgers = await whileRunning(Promise.all(ledgersOf(LEDGERS, options).map(play)))
  const cost =
    options.saboteur === undefined ? await whileRunning(readCost(lab.admin, subject.endpointSets)) : null
  return {
    subject: manifest.name,
    level: scope.level,
    features: [...scope.features],
    seed,
    saboteur: options.saboteur?.id,
    startedAt: formatInstant(began),
    durationMs: realNow() - began,
    cost,
    cases: [...scenarios, ...ledgers].filter((played) => played.checks.length > 0),
  }
}

/** Rejects when the signal aborts, until the run is over. */
function interruptionBy(signal: AbortSignal | undefined): Disposable & { readonly happened: Promise<never> } {
  const over = new AbortController()
  const happened = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(new ConformanceError('INTERRUPTED', 'The run was interrupted.'))
    if (signal?.aborted === true) stop()
    signal?.addEventListener('abort', stop, { once: true, signal: over.signal })
  })
  happened.catch(() => undefined) // Whoever waits at the time gets it; with nobody waiting it is no event.
  return { happened, [Symbol.dispose]: () => over.abort() }
}

async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'exwex-conform-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}
