import { describeError, isConnectorError } from '../error.js'
import { formatInstant } from '../time-and-chance/instants.js'
import type { SyncAlarms } from './alarms.js'
import type { RunKind, SyncReport } from './report.js'
import { runSync, type RunRequest, type Side, type SyncTools } from './run-sync.js'
import { nextFull, nextIncremental } from './schedule.js'
import type { Tenure } from './tenure.js'

/** What is known of the runs so far, for the status page. */
export interface SyncProgress {
  readonly last: SyncReport | null
  readonly lastFailure: { readonly at: string; readonly text: string } | null
  readonly isRunning: boolean
  readonly nextIncremental: string | null
  readonly nextFull: string | null
}

export interface Synchronizer {
  /** One run now; what goes wrong raises alarms and is thrown. */
  run(request: RunRequest): Promise<SyncReport>
  /** Runs by the schedule, as long as this instance is the active one. */
  follow(signal: AbortSignal): Promise<void>
  readonly progress: () => SyncProgress
}

export interface SynchronizerTools extends SyncTools {
  readonly alarms: SyncAlarms
  readonly tenure: Tenure
}

/** How often an instance that stands by looks whether it has become the active one. */
const LOOK_MS = 5_000

export function createSynchronizer(tools: SynchronizerTools): Synchronizer {
  const { clock, log, alarms, tenure, settings } = tools
  const { schedule } = settings
  let last: SyncReport | null = null
  let lastFailure: SyncProgress['lastFailure'] = null
  let isRunning = false
  let due: { incremental: number | null; full: number | null } = { incremental: null, full: null }

  const run = async (request: RunRequest): Promise<SyncReport> => {
    let side: Side = 'directory'
    isRunning = true
    log.write({ action: 'run-started', because: request.isDryRun ? `${request.kind}, dry` : request.kind })
    try {
      const report = await runSync(tools, { ...request, turnTo: (to) => (side = to) })
      if (!request.isDryRun) last = report
      tell(report)
      return report
    } catch (error) {
      lastFailure = { at: formatInstant(clock.now()), text: describeError(error) }
      log.write({ action: 'run-failed', because: describeError(error) })
      if (!isConnectorError(error, 'STOPPED')) alarms.raise(side, describeError(error))
      throw error
    } finally {
      isRunning = false
    }
  }

  const tell = (report: SyncReport): void => {
    alarms.clear('directory', 'cloud')
    if (report.stopped !== null) {
      const { wouldDelete, threshold } = report.stopped
      const text = `${wouldDelete} accounts would be deleted, more than ${threshold}; nothing was written`
      log.write({ action: 'run-stopped', because: text })
      if (!report.isDryRun) alarms.raise('deletion-threshold', text)
      return
    }
    if (!report.isDryRun) alarms.clear('deletion-threshold')
    log.write({ action: 'run-finished', because: summaryOf(report) })
  }

  return {
    run,
    progress: () => ({
      last,
      lastFailure,
      isRunning,
      nextIncremental: due.incremental === null ? null : formatInstant(due.incremental),
      nextFull: due.full === null ? null : formatInstant(due.full),
    }),
    follow: async (signal) => {
      let term = 0
      await tenure.beat()
      const keeping = tenure.keep(signal)
      while (!signal.aborted) {
        const kind = nextKind(term !== tenure.terms())
        if (tenure.isActive() && kind !== null) {
          term = tenure.terms()
          await run({ kind, isDryRun: false, allowsDeletions: false, mayWrite: tenure.mayWrite }).catch(
            () => undefined,
          ) // told by alarm and log
          plan()
        }
        await clock.sleep(pause(), signal).catch(() => undefined) // stopped: the loop sees it
      }
      await keeping
    },
  }

  /** Who has just become active does not know what another instance did before. */
  function nextKind(isNewTerm: boolean): RunKind | null {
    const now = clock.now()
    if (isNewTerm) return tenure.terms() === 1 ? 'incremental' : 'full'
    if (due.full !== null && due.full <= now) return 'full'
    return due.incremental !== null && due.incremental <= now ? 'incremental' : null
  }

  function plan(): void {
    const now = clock.now()
    due = { incremental: nextIncremental(schedule, now), full: nextFull(schedule, now) }
  }

  function pause(): number {
    if (!tenure.isActive()) return LOOK_MS
    const moments = [due.incremental, due.full].filter((moment) => moment !== null)
    return Math.max(0, Math.min(...moments, clock.now() + MAX_PAUSE_MS) - clock.now())
  }
}

/** An instance that is never due still notices when it has lost its place. */
const MAX_PAUSE_MS = 60_000

function summaryOf({ kind, isDryRun, matched, added, modified, deleted, failed }: SyncReport): string {
  const counts = `matched ${matched}, added ${added.length}, modified ${modified.length}, deleted ${deleted.length}, failed ${failed.length}`
  return `${isDryRun ? 'dry ' : ''}${kind}: ${counts}`
}
