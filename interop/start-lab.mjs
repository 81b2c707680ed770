// A lab in a process of its own, and the environment in which clients of any language find it.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const program = join(here, '../dist/cli/exwex.js')

/** Starts `exwex up` with these options, on ports of its own. */
export async function startLab(options) {
  const directory = mkdtempSync(join(tmpdir(), 'exwex-interop-'))
  const readyFile = join(directory, 'ready.json')
  const lab = spawn(
    process.execPath,
    [program, 'up', '--ports', 'random', '--ready-file', readyFile, ...options],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const ended = new Promise((resolve) => lab.once('exit', resolve))
  await Promise.race([
    appears(readyFile),
    ended.then(() => Promise.reject(new Error('The lab ended before it was ready.'))),
  ])
  const { ca } = JSON.parse(readFileSync(readyFile, 'utf8'))

  return {
    readyFile,
    environment: {
      ...process.env,
      EXWEX_READY: readyFile,
      OPENSSL_CONF: join(here, 'openssl-legacy.cnf'),
      REQUESTS_CA_BUNDLE: ca,
      NODE_EXTRA_CA_CERTS: ca,
    },
    async stop() {
      lab.kill('SIGTERM')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function appears(file) {
  return new Promise((resolve) => {
    const watcher = watch(dirname(file), () => {
      if (!existsSync(file)) return
      watcher.close()
      resolve()
    })
  })
}
