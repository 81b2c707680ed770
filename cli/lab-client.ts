import { Command } from 'commander'
import { createAdminClient, type AdminClient } from '../simulators/lab/admin-client.js'

const DEFAULT_ADMIN = 'http://127.0.0.1:7070'

/** A command that talks to a running lab: `--admin URL`, else `EXWEX_ADMIN`, else port 7070. */
export function labCommand(name: string, summary: string): Command {
  return new Command(name)
    .description(summary)
    .option('--admin <url>', 'the lab to talk to', process.env['EXWEX_ADMIN'] ?? DEFAULT_ADMIN)
    .option('--json', 'print JSON')
}

export interface LabCommandOptions {
  readonly admin: string
  readonly json?: boolean
}

export function clientOf(options: LabCommandOptions): AdminClient {
  return createAdminClient(options.admin)
}

/** Machines get JSON on stdout; people get the same in words. */
export function print(options: LabCommandOptions, value: unknown, words: string): void {
  process.stdout.write(`${options.json === true ? JSON.stringify(value) : words}\n`)
}
