import type { Check } from '../checks/check.js'
import { escapeXml } from '../observation/xml-escape.js'
import { type CaseResult, type RunResult, checksOf } from '../runner/result.js'

/** Characters that XML 1.0 cannot hold, not even escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** `junit.xml`: a suite per case and a test per check. A warning is a passed test with a note, as it fails nobody. */
export function renderJunitXml(result: RunResult): string {
  const checks = checksOf(result)
  const counts = `tests="${checks.length}" failures="${count(checks, 'fail')}" skipped="${skipped(checks)}"`
  const name = escape(`exwex conform: ${result.subject}`)
  const suites = result.cases.map(renderSuite).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${counts} time="${seconds(result.durationMs)}">\n${suites}</testsuites>\n`
}

function renderSuite(played: CaseResult): string {
  const { checks } = played
  const counts = `tests="${checks.length}" failures="${count(checks, 'fail')}" skipped="${skipped(checks)}"`
  const tests = checks.map((made) => renderTest(played, made)).join('')
  return `  <testsuite name="${escape(played.id)}" ${counts} time="${seconds(played.durationMs)}">\n${tests}  </testsuite>\n`
}

function renderTest(played: CaseResult, made: Check): string {
  const open = `    <testcase classname="${escape(played.id)}" name="${escape(`${made.id} ${made.title}`)}"`
  const inner = renderOutcome(made)
  return inner === '' ? `${open}/>\n` : `${open}>${inner}</testcase>\n`
}

function renderOutcome(made: Check): string {
  const text = escape(`Expected: ${made.expected}\nGot: ${made.got}\nClause: ${made.requirement.clause}`)
  if (made.verdict === 'fail') return `<failure message="${escape(made.expected)}">${text}</failure>`
  if (isSkipped(made)) return `<skipped message="${escape(skippedBecause(made))}"/>`
  return made.verdict === 'warn' ? `<system-out>Warning. ${text}</system-out>` : ''
}

function count(checks: readonly Check[], verdict: Check['verdict']): number {
  return checks.filter((made) => made.verdict === verdict).length
}

function skipped(checks: readonly Check[]): number {
  return checks.filter(isSkipped).length
}

function isSkipped({ verdict }: Check): boolean {
  return verdict === 'not-run' || verdict === 'not-implemented'
}

function skippedBecause({ verdict, got }: Check): string {
  return verdict === 'not-implemented' ? `not implemented: ${got}` : `not run: ${got}`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function escape(text: string): string {
  return escapeXml(text.replace(FORBIDDEN, '\ufffd'))
}
