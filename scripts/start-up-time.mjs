// Measures `exwex up` from the start of the process to the ready file, and fails above the bound.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const RUNS = 10
const BOUND_MS = 1_500

const program = join(dirname(fileURLToPath(import.meta.url)), '../dist/cli/exwex.js')
const times = []
for (let run = 0; run < RUNS; run++) times.push(await start())
times.sort((a, b) => a - b)
const median = (times[RUNS / 2 - 1] + times[RUNS / 2]) / 2
console.log(
  `ready after ${median.toFixed(0)} ms (median of ${RUNS}; ${times[0].toFixed(0)} to ${times[RUNS - 1].toFixed(0)} ms)`,
)
if (median > BOUND_MS) {
  console.error(`That is more than ${BOUND_MS} ms.`)
  process.exit(1)
}

async function start() {
  const directory = mkdtempSync(join(tmpdir(), 'exwex-start-'))
  const readyFile = join(directory, 'ready.json')
  const began = performance.now()
  const ready = new Promise((resolve) => {
    const watcher = watch(directory, () => {
      if (!existsSync(readyFile)) return
      watcher.close()
      resolve(performance.now() - began)
    })
  })
  const lab = spawn(process.execPath, [program, 'up', '--ports', 'random', '--ready-file', readyFile], {
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => lab.once('exit', resolve))
  const took = await Promise.race([
    ready,
    ended.then((code) => Promise.reject(new Error(`exwex up ended with ${code}`))),
  ])
  lab.kill('SIGTERM')
  await ended
  rmSync(directory, { recursive: true })
  return took
}
