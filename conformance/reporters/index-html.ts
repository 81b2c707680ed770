import type { Check, Verdict } from '../checks/check.js'
import { escapeXml } from '../observation/xml-escape.js'
import type { CaseResult, RunResult } from '../runner/result.js'
import { REPORT_STYLE } from './report-style.js'
import { totalsOf } from './results-json.js'

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  warn: 'warn',
  'not-run': 'not run',
  'not-implemented': 'not implemented',
}

/** `index.html`: one line per check, which opens to what was expected, what was got, why, and the wire. */
export function renderIndexHtml(result: RunResult): string {
  const title = `${escapeXml(result.subject)}: conformance report`
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${REPORT_STYLE}</style></head>
<body>
<h1>${title}</h1>
<p>${renderRun(result)}</p>
<div class="totals">${renderTotals(result)}</div>
${result.cases.map(renderCase).join('\n')}
</body>
</html>
`
}

function renderRun(result: RunResult): string {
  const parts = [
    `Level ${result.level}`,
    `seed ${result.seed}`,
    `started ${result.startedAt}`,
    `${(result.durationMs / 1000).toFixed(1)} s`,
    ...(result.saboteur === undefined
      ? []
      : [`with the saboteur “${escapeXml(result.saboteur)}” on the wire`]),
  ]
  return parts.join(' · ')
}

function renderTotals(result: RunResult): string {
  const totals = totalsOf(result)
  const rows: readonly (readonly [Verdict, number])[] = [
    ['pass', totals.pass],
    ['fail', totals.fail],
    ['warn', totals.warn],
    ['not-run', totals.notRun],
    ['not-implemented', totals.notImplemented],
  ]
  return rows
    .map(([verdict, count]) => `<span class="${verdict}">${count} ${WORDS[verdict].toLowerCase()}</span>`)
    .join('')
}

function renderCase(played: CaseResult): string {
  return `<section><h2>${escapeXml(played.title)} <span class="clause">${escapeXml(played.id)}</span></h2>\n${played.checks.map(renderCheck).join('\n')}</section>`
}

function renderCheck(made: Check): string {
  const { requirement, verdict } = made
  const open = verdict === 'fail' ? ' open' : ''
  return `<details${open} id="${escapeXml(made.id)}"><summary><span class="verdict ${verdict}">${WORDS[verdict]}</span><span class="id">${escapeXml(made.id)}</span><span>${escapeXml(made.title)}</span><span class="clause">${requirement.certainty}, level ${requirement.level}</span></summary>
<dl><dt>Expected</dt><dd>${escapeXml(made.expected)}</dd><dt>Got</dt><dd>${escapeXml(made.got)}</dd><dt>Clause</dt><dd>${requirement.id}, ${escapeXml(requirement.title)} (chapter ${escapeXml(requirement.clause)})</dd><dt>Evidence</dt><dd>${renderEvidence(made)}</dd></dl></details>`
}

function renderEvidence({ evidence }: Check): string {
  const journal =
    evidence.journal.length === 0 ? 'No journal entries.' : `Journal entries ${evidence.journal.join(', ')}.`
  return journal + evidence.wire.map((exchange) => `<pre>${escapeXml(exchange)}</pre>`).join('')
}
