import { readFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import type { OpenSynchronizer, SyncEvent, SyncSettings } from '../connector/index.js'
import { clientOf, labCommand, print, type LabCommandOptions } from './lab-client.js'
import { lifetime } from './lifetime.js'

interface SyncOptions extends LabCommandOptions {
  readonly config?: string
  readonly dryRun?: boolean
  readonly incremental?: boolean
  readonly allowDeletions?: boolean
  readonly erase?: readonly string[]
  readonly follow?: boolean
}

/** `exwex sync`: one synchronization now, or all that the schedule asks for. */
export function syncCommand(): Command {
  return labCommand('sync', 'keep the people of Webex in step with Active Directory')
    .option('--config <file>', 'the settings of the synchronizer (default: those for the lab)')
    .option('--dry-run', 'tell what would be done, and write nothing')
    .addOption(new Option('--full', 'compare everything (default)').conflicts('incremental'))
    .option('--incremental', 'only what has changed since the last run')
    .option('--allow-deletions', 'delete more accounts than the threshold allows')
    .option('--erase <addresses...>', 'delete soft-deleted people for good, so that their addresses are free')
    .option('--follow', 'stay, and synchronize by the schedule until told to end')
    .action(sync)
}

async function sync(options: SyncOptions): Promise<void> {
  using life = lifetime({ detach: false })
  const { openSynchronizer } = await import('../connector/index.js')
  const open = await openSynchronizer(await settingsOf(options), (event) => tell(options, event))
  try {
    if (options.follow === true) await follow(open, life.signal)
    else await runOnce(open, options)
  } finally {
    open.close()
  }
}

async function settingsOf(options: SyncOptions): Promise<SyncSettings> {
  const { parseSyncSettings } = await import('../connector/index.js')
  if (options.config !== undefined) return parseSyncSettings(await readFile(options.config, 'utf8'))
  const { directorySyncSettings } = await import('../simulators/lab/subjects/directory-sync-settings.js')
  const ready = await clientOf(options).lab()
  return parseSyncSettings(JSON.stringify(directorySyncSettings(ready, { id: 'by-hand', statusPort: 0 })))
}

/** A run that the threshold has stopped, or that could not write everything, is no success. */
async function runOnce({ synchronizer }: OpenSynchronizer, options: SyncOptions): Promise<void> {
  const { renderReport } = await import('../connector/index.js')
  const report = await synchronizer.run({
    kind: options.incremental === true ? 'incremental' : 'full',
    isDryRun: options.dryRun === true,
    allowsDeletions: options.allowDeletions === true,
    erases: options.erase ?? [],
  })
  print(options, report, renderReport(report))
  if (report.stopped !== null) process.exitCode = 2
  else if (report.failed.length > 0) process.exitCode = 1
}

async function follow(open: OpenSynchronizer, signal: AbortSignal): Promise<void> {
  const { serveStatus } = await import('../connector/index.js')
  await using _page = await serveStatus(open, (url) => process.stderr.write(`Status page: ${url}\n`))
  await Promise.race([open.synchronizer.follow(signal), open.gone])
}

/** Each event is a line: JSON on stdout for machines, words on stderr for people. */
function tell({ follow, json }: SyncOptions, event: SyncEvent): void {
  if (follow !== true) return
  if (json === true) return void process.stdout.write(`${JSON.stringify(event)}\n`)
  process.stderr.write(
    `${event.at} ${event.action} ${event.uid === null ? '' : `${event.uid}: `}${event.because}\n`,
  )
}
