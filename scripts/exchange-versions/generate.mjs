// Makes docs/exchange-versions.md of the table of differences between releases.
// Usage: node scripts/exchange-versions/generate.mjs
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', 'simulators/exchange/versions/page.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, EXWEX_EXCHANGE_VERSIONS: 'write' },
})
process.exit(status ?? 1)
