import type { Check, Verdict } from '../checks/check.js'
import { escapeXml } from '../observation/xml-escape.js'
import { FEATURES, type Feature, featureNames } from '../requirements/feature.js'
import type { ProofOfSuite } from '../runner/prove.js'
import { type CaseResult, type RunResult, checksOf } from '../runner/result.js'
import { renderCost } from './cost-html.js'
import { REPORT_STYLE } from './report-style.js'
import { totalsOf } from './results-json.js'
import { renderSaboteurs } from './saboteurs-html.js'

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  warn: 'warn',
  'not-run': 'not run',
  'not-implemented': 'not implemented',
}

const LEVELS: Readonly<Record<number, string>> = {
  1: 'Exchange and Active Directory',
  2: 'also public Webex',
  3: 'also the fleet API',
}

/** `index.html`: one line per check, which opens to what was expected, what was got, why, and the wire. */
export function renderIndexHtml(result: RunResult, proof?: ProofOfSuite): string {
  const title = `${escapeXml(result.subject)}: conformance report`
  const judged = result.cases.map(({ checks, ...played }) => ({
    ...played,
    checks: checks.filter(({ verdict }) => verdict !== 'not-implemented'),
  }))
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${REPORT_STYLE}</style></head>
<body>
<h1>${title}</h1>
<p>${renderRun(result)}</p>
<div class="totals">${renderTotals(result)}</div>
${renderFeatures(result)}
${proof === undefined ? '' : renderSaboteurs(proof)}
${result.cost === null ? '' : renderCost(result.cost)}
${judged
  .filter(({ checks }) => checks.length > 0)
  .map(renderCase)
  .join('\n')}
${renderNotImplemented(result)}
</body>
</html>
`
}

function renderRun(result: RunResult): string {
  const parts = [
    `Level ${result.level} (${LEVELS[result.level] ?? ''})`,
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

/** What the subject declares, and how each feature came out. */
function renderFeatures(result: RunResult): string {
  const rows = featureNames().map((name) => {
    const { title, level } = FEATURES[name]
    const verdict = verdictOn(name, result)
    return `<tr><td><span class="verdict ${verdict}">${WORDS[verdict]}</span></td><td class="id">${name}</td><td>${escapeXml(title)}</td><td class="clause">level ${level}</td></tr>`
  })
  return `<section><h2>Features</h2><table>${rows.join('')}</table></section>`
}

/** The worst that was found of the rows of a feature. */
function verdictOn(feature: Feature, result: RunResult): Verdict {
  if (!result.features.includes(feature)) return 'not-implemented'
  const verdicts = checksOf(result).flatMap(({ requirement, verdict }) =>
    requirement.feature === feature ? [verdict] : [],
  )
  return (['fail', 'warn', 'pass'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'not-run'
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

/** What the subject does not claim to have: neither good nor bad, and apart from what was judged. */
function renderNotImplemented(result: RunResult): string {
  const checks = checksOf(result).filter(({ verdict }) => verdict === 'not-implemented')
  if (checks.length === 0) return ''
  const rows = checks.map(
    ({ id, title, requirement, got }) =>
      `<tr><td class="id">${escapeXml(id)}</td><td>${escapeXml(title)}</td><td class="clause">level ${requirement.level}</td><td class="clause">${escapeXml(got)}</td></tr>`,
  )
  return `<section><h2>Not implemented</h2><table>${rows.join('')}</table></section>`
}
