import { formatMilliseconds, type JournalEntry } from '../../simulators/lab/index.js'

/** As many as a failure message can show without burying what it says. */
const SHOWN = 12

/** The last entries, a line each, as `exwex journal` prints them. */
export function journalLines(entries: Iterable<JournalEntry>): string {
  const all = [...entries]
  const left = all.length - SHOWN
  const lines = all.slice(-SHOWN).map((entry) => `  ${line(entry)}`)
  if (left > 0) lines.unshift(`  … ${left} before`)
  return lines.length === 0 ? '  nothing' : lines.join('\n')
}

function line({ id, openedAt, via, protocol, operation, outcome, principal, target }: JournalEntry): string {
  const time = formatMilliseconds(openedAt).slice(11, -1)
  const who = [principal, target].filter((name) => name !== null).join(' -> ')
  return [`#${id}`, time, via, protocol, operation || '(not understood)', outcome || '(open)', who]
    .join('  ')
    .trimEnd()
}
