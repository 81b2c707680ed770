// Sends 5,200 broken requests to a lab and measures what is left of them in the heap after a collection.
// Usage: node scripts/malformed-requests.mjs [--requests N] [--seed N] [--report FILE]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: { requests: { type: 'string' }, seed: { type: 'string' }, report: { type: 'string' } },
})
const directory = mkdtempSync(join(tmpdir(), 'exwex-malformed-'))
const reportFile = values.report ?? join(directory, 'report.json')
try {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/malformed/malformed.test.ts'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        EXWEX_MALFORMED: values.requests ?? '5200',
        EXWEX_MALFORMED_SEED: values.seed ?? '1',
        EXWEX_MALFORMED_REPORT: reportFile,
      },
    },
  )
  tell(JSON.parse(readFileSync(reportFile, 'utf8')))
  process.exitCode = status ?? 1
} finally {
  rmSync(directory, { recursive: true })
}

function tell({ requests, seed, heapEarly, heapLate, answers, complaints, defects }) {
  console.log(`${requests} broken requests from seed ${seed}: ${complaints.length} answers of a wrong form`)
  const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`
  const ratio = (heapLate / heapEarly).toFixed(3)
  console.log(
    `heap after a collection: ${megabytes(heapEarly)} at 10 %, ${megabytes(heapLate)} at the end, ratio ${ratio}\n`,
  )
  for (const [kind, row] of Object.entries(answers).sort()) {
    const each = Object.entries(row).map(([answer, times]) => `${times} ${answer}`)
    console.log(`  ${kind}: ${each.join(', ')}`)
  }
  for (const complaint of [...complaints, ...defects].slice(0, 10)) console.error(`\n${complaint}`)
}
