// Runs the tests with the official schema, and makes docs/ews-coverage.md of what they sent and were answered.
// Usage: EXWEX_EWS_SCHEMA=DIR node scripts/ews-coverage/generate.mjs [--check] [--seen FILE] [test files…]
//   --check      say which rows of the page have become untested, instead of writing it
//   --seen FILE  take what a run with EXWEX_EWS_SEEN=FILE has seen, instead of running the tests
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false }, seen: { type: 'string' } },
  allowPositionals: true,
})
if (values.seen === undefined && process.env['EXWEX_EWS_SCHEMA'] === undefined) {
  console.error('Set EXWEX_EWS_SCHEMA to the folder of the official schema: only what is valid by it counts.')
  process.exit(2)
}

const directory = mkdtempSync(join(tmpdir(), 'exwex-coverage-'))
try {
  const seen = resolve(values.seen ?? join(directory, 'seen.json'))
  if (values.seen === undefined) vitest(positionals, { EXWEX_EWS_SEEN: seen })
  vitest(['simulators/exchange/ews/testing/coverage-page'], {
    EXWEX_EWS_SEEN_FROM: seen,
    EXWEX_EWS_COVERAGE: values.check ? 'check' : 'write',
  })
  if (!values.check) format('docs/ews-coverage.md')
} finally {
  rmSync(directory, { recursive: true })
}

/** A run that fails ends here: what it saw counts for nothing. */
function vitest(files, environment) {
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  run([program, 'run', ...files], environment)
}

function format(file) {
  run([join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', file], {})
}

function run(args, environment) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (status !== 0) process.exit(status ?? 1)
}
