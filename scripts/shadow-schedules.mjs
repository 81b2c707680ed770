// Plays many random schedules of edits, disconnects, reconnects, expiries, fail-overs and restarts against a client that
// rebuilds a calendar from the wire: 1,000, or as many as are asked for. The tests play the first of them.
//
//   node scripts/shadow-schedules.mjs [1000]
import { spawnSync } from 'node:child_process'

const [count = '1000'] = process.argv.slice(2)
const test = 'simulators/exchange/notifications/shadow.test.ts'
const run = spawnSync('npx', ['vitest', 'run', test, '--testTimeout', '600000'], {
  stdio: 'inherit',
  env: { ...process.env, EXWEX_SCHEDULES: count },
})
process.exit(run.status ?? 1)
