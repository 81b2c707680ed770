import type { ReportLine, SyncReport } from './report.js'
import type { StatusView } from './status-view.js'

const STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d8dee4;
  --good: #1a7f37; --bad: #b42318; --accent: #0b6bcb }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1419; --card: #171d24; --ink: #e6edf3; --soft: #9aa7b4;
  --line: #2b343e; --good: #57c272; --bad: #ff8b80; --accent: #6cb6ff } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.35rem; margin: 0 } h2 { font-size: 1.05rem; margin: 0 0 .6rem }
header { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; margin-bottom: 1rem }
header p { margin: 0; color: var(--soft) }
section > * + .scroll, section > .scroll + * { margin-top: .8rem }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin-bottom: 1rem }
.role { padding: .1rem .6rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .85rem }
.active { color: var(--good) } .standby { color: var(--soft) }
.alarms { border-color: var(--bad) } .alarms h2, .bad { color: var(--bad) }
.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.2rem, 1fr)); gap: .8rem; margin: 0 }
.numbers div { min-width: 0 } dt { color: var(--soft); font-size: .85rem } dd { margin: 0; font-size: 1.3rem }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 }
.facts dd { font-size: inherit; overflow-wrap: anywhere }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9rem }
th { text-align: left; color: var(--soft); font-weight: 500 }
th, td { padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top }
td:first-child, th:first-child { white-space: nowrap } td { overflow-wrap: anywhere }
ul { margin: 0; padding-left: 1.2rem } a { color: var(--accent) } .none { color: var(--soft); margin: 0 }
`

/** The page of an instance: what it is, how the last run went, what is next, and what happened. @source hybrid-calendar.md HD-009 */
export function renderStatusPage(view: StatusView): string {
  const { instance, domain, hostname, role, now } = view
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10"><title>${text(instance)} – directory synchronization</title>
<style>${STYLE}</style></head><body><main>
<header><h1>Directory synchronization of ${text(domain)}</h1>
<span class="role ${role}">${role}</span><p>${text(instance)} on ${text(hostname)}, ${time(now)}</p></header>
${alarms(view)}${lastRun(view)}${settings(view)}${events(view)}
</main></body></html>
`
}

function alarms({ alarms: raised }: StatusView): string {
  if (raised.length === 0) return ''
  const items = raised.map(
    ({ name, since, text: words }) =>
      `<li><strong>${text(name)}</strong> since ${time(since)}: ${text(words)}</li>`,
  )
  return `<section class="alarms"><h2>Alarms</h2><ul>${items.join('')}</ul></section>`
}

function lastRun({ progress }: StatusView): string {
  const { last, lastFailure, isRunning } = progress
  const failure =
    lastFailure === null
      ? ''
      : `<p class="bad">Last failure, ${time(lastFailure.at)}: ${text(lastFailure.text)}</p>`
  const running = isRunning ? '<p>A run is under way.</p>' : ''
  const body = last === null ? '<p class="none">There has been no run yet.</p>' : runFacts(last)
  return `<section><h2>Last run</h2>${running}${body}${failure}${nextRuns(progress)}</section>`
}

const COUNTED = ['added', 'modified', 'deleted', 'mismatched', 'failed', 'softDeleted', 'ignored'] as const
const TITLES: Readonly<Record<(typeof COUNTED)[number], string>> = {
  added: 'Added',
  modified: 'Modified',
  deleted: 'Deleted',
  mismatched: 'Mismatched',
  failed: 'Failed',
  softDeleted: 'Soft-deleted',
  ignored: 'Without address',
}

function runFacts(report: SyncReport): string {
  const numbers = [
    ['Matched', report.matched] as const,
    ...COUNTED.map((name) => [TITLES[name], report[name].length] as const),
  ].map(([name, count]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`)
  const because = report.insteadBecause === null ? '' : `, because ${text(report.insteadBecause)}`
  const stopped =
    report.stopped === null
      ? ''
      : `<p class="bad">Stopped before anything was written: ${report.stopped.wouldDelete} accounts would be deleted, the threshold is ${report.stopped.threshold}.</p>`
  return `<p>${report.kind}${because}, ${time(report.finished)}, with ${text(report.controller)}</p>
<dl class="numbers">${numbers.join('')}</dl>${stopped}${lines('Failed', report.failed)}${lines('Mismatched', report.mismatched)}`
}

const LINES_SHOWN = 20

function lines(title: string, shown: readonly ReportLine[]): string {
  if (shown.length === 0) return ''
  const rows = shown
    .slice(0, LINES_SHOWN)
    .map(({ uid, because }) => `<tr><td>${text(uid)}</td><td>${text(because)}</td></tr>`)
  return `<div class="scroll"><table><tr><th>${title}</th><th>Why</th></tr>${rows.join('')}</table></div>`
}

function nextRuns({ nextFull, nextIncremental }: StatusView['progress']): string {
  return facts([
    ['Next incremental run', nextIncremental === null ? 'not planned' : time(nextIncremental)],
    ['Next full run', nextFull === null ? 'not planned' : time(nextFull)],
  ])
}

function settings({ bases, filters, threshold }: StatusView): string {
  const rows: [string, string][] = [
    ['Base', bases.map(text).join('<br>')],
    ...Object.entries(filters).map(([name, filter]): [string, string] => [
      name,
      filter === null ? 'not synchronized' : `<code>${text(filter)}</code>`,
    ]),
    ['Deletion threshold', threshold === null ? 'none' : String(threshold)],
  ]
  return `<section><h2>What is synchronized</h2>${facts(rows)}</section>`
}

function events({ events: happened }: StatusView): string {
  const rows = happened.map(
    ({ at, action, uid, because }) =>
      `<tr><td>${time(at)}</td><td${/fail|alarm-r|stop/.test(action) ? ' class="bad"' : ''}>${text(action)}</td><td>${text(uid ?? '')}</td><td>${text(because)}</td></tr>`,
  )
  const body =
    rows.length === 0
      ? '<p class="none">Nothing has happened yet.</p>'
      : `<div class="scroll"><table><tr><th>When</th><th>What</th><th>Who</th><th>Why</th></tr>${rows.join('')}</table></div>`
  return `<section><h2>Events</h2>${body}</section>`
}

function facts(rows: readonly (readonly [string, string])[]): string {
  return `<dl class="facts">${rows.map(([name, value]) => `<dt>${text(name)}</dt><dd>${value}</dd>`).join('')}</dl>`
}

/** Up to the second, in UTC. */
const time = (instant: string): string =>
  `<time datetime="${text(instant)}">${text(instant.slice(0, 19).replace('T', ' '))}</time>`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found)
}
