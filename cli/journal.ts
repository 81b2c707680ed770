import type { Command } from 'commander'
import { formatMilliseconds, instant } from '../simulators/core/index.js'
import type { AdminClient } from '../simulators/lab/admin-client.js'
import { clientOf, labCommand, print, type LabCommandOptions } from './lab-client.js'

const FILTERS = ['protocol', 'operation', 'principal', 'target', 'via', 'outcome'] as const

interface JournalOptions extends LabCommandOptions, Partial<Record<(typeof FILTERS)[number], string>> {
  readonly follow?: boolean
  readonly texts?: boolean
}

type Page = Awaited<ReturnType<AdminClient['journal']>>

/** `exwex journal --operation UpdateItem --texts`, `exwex journal --follow`. */
export function journalCommand(): Command {
  const command = labCommand('journal', 'read what was said over the wires of a lab')
    .option('--follow', 'go on as more is said')
    .option('--texts', 'with the requests and answers, redacted')
  for (const filter of FILTERS) command.option(`--${filter} <value>`, `only entries with this ${filter}`)
  return command.action(async (options: JournalOptions) => {
    const client = clientOf(options)
    const query = Object.fromEntries(FILTERS.map((filter) => [filter, options[filter]]))
    let after = 0
    do {
      const page = await client.journal({
        ...query,
        after,
        texts: options.texts === true,
        wait: options.follow === true ? 30 : 0,
      })
      for (const entry of page.entries) print(options, entry, line(entry))
      after = page.entries.length === 0 && options.follow !== true ? Infinity : page.next
    } while (after !== Infinity)
  })
}

function line(entry: Page['entries'][number]): string {
  const who = [entry.principal, entry.target].filter((name) => name !== null).join(' -> ')
  const at = formatMilliseconds(instant(entry.openedAt))
  const texts = [entry.request, entry.response].filter((text) => text !== null && text !== '')
  const head = `${entry.id}  ${at}  ${entry.via}  ${entry.protocol}  ${entry.operation}  ${entry.outcome}  ${who}`
  return [head, ...texts.map((text) => `    ${String(text)}`)].join('\n')
}
