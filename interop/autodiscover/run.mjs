// Discovery as clients do it in the field: by names and standard ports. A lab of its own answers for them through its
// HTTP proxy, which resolves names as the lab's DNS does; what it advertises are the names, without ports.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const program = join(here, '../../dist/cli/exwex.js')
const directory = mkdtempSync(join(tmpdir(), 'exwex-autodiscover-'))
const readyFile = join(directory, 'ready.json')
const lab = spawn(
  process.execPath,
  [program, 'up', '--ports', 'random', '--proxy', 'none', '--ready-file', readyFile],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
const ended = new Promise((resolve) => lab.once('exit', resolve))
try {
  await Promise.race([
    appears(readyFile),
    ended.then(() => Promise.reject(new Error('The lab ended before it was ready.'))),
  ])
  await advertiseNames()
  process.exitCode = run(process.argv.slice(2))
} finally {
  lab.kill('SIGTERM')
  await ended
  rmSync(directory, { recursive: true, force: true })
}

async function advertiseNames() {
  const { admin, users } = JSON.parse(readFileSync(readyFile, 'utf8'))
  const domain = users[0].mail.split('@')[1]
  const answer = await fetch(`${admin}/v1/endpoint-sets/main/advertised`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      exchange: `https://us-exch1.${domain}`,
      exchangeHttp: `http://us-exch1.${domain}`,
      autodiscover: `https://autodiscover.${domain}`,
    }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  const ready = await (await fetch(`${admin}/v1/lab`)).text()
  writeFileSync(readyFile, ready)
}

function run([command, ...args]) {
  const { ca, network } = JSON.parse(readFileSync(readyFile, 'utf8'))
  const proxy = { HTTP_PROXY: network.proxy, HTTPS_PROXY: network.proxy, NO_PROXY: '' }
  const lowerCase = Object.fromEntries(
    Object.entries(proxy).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    timeout: 170_000,
    env: {
      ...process.env,
      ...proxy,
      ...lowerCase,
      EXWEX_READY: readyFile,
      REQUESTS_CA_BUNDLE: ca,
      NODE_EXTRA_CA_CERTS: ca,
      OPENSSL_CONF: join(here, '../openssl-legacy.cnf'),
    },
  })
  return status ?? 1
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
