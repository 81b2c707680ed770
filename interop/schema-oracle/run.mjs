// Lets the tables of the EWS codec and the official schema, compiled by libxml2, judge the same 20,000 messages.
// Usage: EXWEX_EWS_SCHEMA=DIR node interop/schema-oracle/run.mjs [--documents N] [--seed N] [--report FILE]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const { values } = parseArgs({
  options: { documents: { type: 'string' }, seed: { type: 'string' }, report: { type: 'string' } },
})
if (process.env['EXWEX_EWS_SCHEMA'] === undefined) {
  console.error(
    'Set EXWEX_EWS_SCHEMA to the folder of the official schema: without it there is nothing to compare with.',
  )
  process.exit(2)
}

const directory = mkdtempSync(join(tmpdir(), 'exwex-corpus-'))
const reportFile = values.report ?? join(directory, 'report.json')
try {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      'simulators/exchange/ews/testing/corpus/corpus.test.ts',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        EXWEX_EWS_CORPUS: values.documents ?? '20000',
        EXWEX_EWS_CORPUS_SEED: values.seed ?? '1',
        EXWEX_EWS_CORPUS_REPORT: reportFile,
      },
    },
  )
  tell(JSON.parse(readFileSync(reportFile, 'utf8')))
  process.exitCode = status ?? 1
} finally {
  rmSync(directory, { recursive: true })
}

function tell(report) {
  console.log(`${report.documents} documents from seed ${report.seed}:`)
  console.log(`  ${report.accepted} accepted and ${report.refused} refused, by the tables as by the schema`)
  console.log(`  ${report.writtenAgain} accepted ones written, read again, and found to be the same`)
  console.log(`  ${report.disagreements.length} about which tables and schema do not agree`)
  for (const [quirk, times] of Object.entries(report.quirks)) console.log(`  ${times} in which ${quirk}`)

  for (const part of ['roots', 'mutations', 'styles']) {
    console.log(`\n${part}: accepted, refused`)
    for (const [name, { accepted, refused }] of Object.entries(report[part]).sort()) {
      console.log(`  ${String(accepted).padStart(6)} ${String(refused).padStart(6)}  ${name}`)
    }
  }

  console.log('\ntypes: how often their children, attributes and values occurred, and the rarest of them')
  const types = groupByType(report.facts)
  for (const [type, facts] of types) {
    const total = facts.reduce((sum, [, times]) => sum + times, 0)
    const [rarest, least] = facts.reduce((a, b) => (b[1] < a[1] ? b : a))
    console.log(`  ${String(total).padStart(7)}  ${type} (${facts.length} kinds; ${rarest}: ${least})`)
  }
  console.log(`\nkinds of child that occurred in no accepted document: ${report.absent.join(', ') || 'none'}`)
  for (const disagreement of report.disagreements.slice(0, 10))
    console.error(`\n${disagreement.slice(0, 3000)}`)
}

function groupByType(facts) {
  const types = new Map()
  for (const entry of Object.entries(facts)) {
    const type = typeOf(entry[0])
    types.set(type, [...(types.get(type) ?? []), entry])
  }
  return types
}

function typeOf(fact) {
  return fact.split(/[/@=]/)[0]
}
