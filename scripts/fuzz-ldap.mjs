// Sends 200,000 broken LDAP messages to a lab and measures what is left of them in the heap after a collection.
// Usage: node scripts/fuzz-ldap.mjs [--messages N] [--seed N] [--report FILE]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: { messages: { type: 'string' }, seed: { type: 'string' }, report: { type: 'string' } },
})
const directory = mkdtempSync(join(tmpdir(), 'exwex-fuzz-ldap-'))
const reportFile = values.report ?? join(directory, 'report.json')
try {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/malformed/fuzz-ldap.test.ts'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        EXWEX_FUZZ_LDAP: values.messages ?? '200000',
        EXWEX_FUZZ_LDAP_SEED: values.seed ?? '1',
        EXWEX_FUZZ_LDAP_REPORT: reportFile,
      },
    },
  )
  tell(JSON.parse(readFileSync(reportFile, 'utf8')))
  process.exitCode = status ?? 1
} finally {
  rmSync(directory, { recursive: true })
}

function tell({ messages, seed, seconds, heapEarly, heapLate, kinds, answers, complaints, defects }) {
  const trouble = `${complaints.length} hung or answered with something else, ${defects.length} defects`
  console.log(`${messages} broken messages from seed ${seed} in ${seconds.toFixed(0)} s: ${trouble}`)
  const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`
  const ratio = (heapLate / heapEarly).toFixed(3)
  console.log(
    `heap after a collection: ${megabytes(heapEarly)} at 10 %, ${megabytes(heapLate)} at the end, ratio ${ratio}\n`,
  )
  list('sent', kinds)
  list('answered', answers)
  for (const complaint of [...complaints, ...defects].slice(0, 10)) console.error(`\n${complaint}`)
}

function list(what, counts) {
  console.log(what)
  for (const [name, count] of Object.entries(counts).sort()) console.log(`  ${count} ${name}`)
}
