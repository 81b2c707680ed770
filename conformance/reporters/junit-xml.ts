import type { Check } from '../checks/check.js'
import { escapeXml } from '../observation/xml-escape.js'
import type { Proof, ProofOfSuite } from '../runner/prove.js'
import type { CaseResult, RunResult } from '../runner/result.js'

/** Characters that XML 1.0 cannot hold, not even escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

interface Suite {
  readonly name: string
  readonly durationMs: number
  readonly properties: Readonly<Record<string, string>>
  readonly tests: readonly Test[]
}

interface Test {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** The short text of a failure or of a test that was skipped. */
  readonly message: string
  readonly text: string
}

/**
 * `junit.xml`: a suite per case and a test per check, and a suite of the saboteurs when there were some. A warning
 * is a passed test with a note, as it fails nobody; what is not run or not implemented is skipped and says which.
 */
export function renderJunitXml(result: RunResult, proof?: ProofOfSuite): string {
  const suites = [
    ...result.cases.map((played) => suiteOfCase(played, result)),
    ...(proof === undefined ? [] : [suiteOfSaboteurs(proof)]),
  ]
  const tests = suites.flatMap((suite) => suite.tests)
  const name = escape(`exwex conform: ${result.subject}`)
  const body = suites.map(renderSuite).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${counts(tests)} time="${seconds(result.durationMs)}">\n${body}</testsuites>\n`
}

function suiteOfCase(played: CaseResult, { level, features }: RunResult): Suite {
  return {
    name: played.id,
    durationMs: played.durationMs,
    properties: { level: String(level), features: features.join(' ') },
    tests: played.checks.map(testOfCheck),
  }
}

function testOfCheck(made: Check): Test {
  const { requirement, verdict, expected, got } = made
  const journal = made.evidence.journal.join(', ') || 'none'
  const text = `Expected: ${expected}\nGot: ${got}\nClause: ${requirement.id}, ${requirement.clause} (${requirement.certainty}, level ${requirement.level})\nJournal: ${journal}`
  const name = `${made.id} ${made.title}`
  switch (verdict) {
    case 'pass':
      return { name, outcome: 'passed', message: '', text: '' }
    case 'warn':
      return { name, outcome: 'passed', message: '', text: `Warning. ${text}` }
    case 'fail':
      return { name, outcome: 'failed', message: expected, text }
    case 'not-run':
      return { name, outcome: 'skipped', message: `not run: ${got}`, text: '' }
    case 'not-implemented':
      return { name, outcome: 'skipped', message: `not implemented: ${got}`, text: '' }
  }
}

function suiteOfSaboteurs({ proofs, unproven, unused }: ProofOfSuite): Suite {
  return {
    name: 'saboteurs',
    durationMs: proofs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    properties: { unproven: unproven.join(' '), unused: unused.join(' ') },
    tests: proofs.map(testOfProof),
  }
}

function testOfProof({ saboteur, title, declared, seen, asDeclared }: Proof): Test {
  const text = `Broke: ${title}\nCaught by: ${seen.join(', ') || 'nothing'}\nDeclared: ${declared.join(', ')}`
  const outcome = asDeclared ? 'passed' : 'failed'
  return { name: `${saboteur} ${title}`, outcome, message: `caught by ${declared.join(', ')}`, text }
}

function renderSuite({ name, durationMs, properties, tests }: Suite): string {
  const values = Object.entries(properties)
    .map(([key, value]) => `<property name="${escape(key)}" value="${escape(value)}"/>`)
    .join('')
  const body = tests.map((test) => renderTest(name, test)).join('')
  return `  <testsuite name="${escape(name)}" ${counts(tests)} time="${seconds(durationMs)}">\n    <properties>${values}</properties>\n${body}  </testsuite>\n`
}

function renderTest(suite: string, test: Test): string {
  const open = `    <testcase classname="${escape(suite)}" name="${escape(test.name)}"`
  const inner = renderOutcome(test)
  return inner === '' ? `${open}/>\n` : `${open}>${inner}</testcase>\n`
}

function renderOutcome({ outcome, message, text }: Test): string {
  if (outcome === 'failed') return `<failure message="${escape(message)}">${escape(text)}</failure>`
  if (outcome === 'skipped') return `<skipped message="${escape(message)}"/>`
  return text === '' ? '' : `<system-out>${escape(text)}</system-out>`
}

function counts(tests: readonly Test[]): string {
  const count = (outcome: Test['outcome']): number => tests.filter((test) => test.outcome === outcome).length
  return `tests="${tests.length}" failures="${count('failed')}" skipped="${count('skipped')}"`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function escape(text: string): string {
  return escapeXml(text.replace(FORBIDDEN, '\ufffd'))
}
