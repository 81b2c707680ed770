// Discovery as clients do it in the field: by names and standard ports. A lab of its own answers for them through its
// HTTP proxy, which resolves names as the lab's DNS does; what it advertises are the names, without ports.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { startLab } from '../start-lab.mjs'

const lab = await startLab(['--proxy', 'none'])
try {
  await advertiseNames()
  process.exitCode = run(process.argv.slice(2))
} finally {
  await lab.stop()
}

async function advertiseNames() {
  const { admin, users } = JSON.parse(readFileSync(lab.readyFile, 'utf8'))
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
  writeFileSync(lab.readyFile, ready)
}

function run([command, ...args]) {
  const { network } = JSON.parse(readFileSync(lab.readyFile, 'utf8'))
  const proxy = { HTTP_PROXY: network.proxy, HTTPS_PROXY: network.proxy, NO_PROXY: '' }
  const lowerCase = Object.fromEntries(
    Object.entries(proxy).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    timeout: 170_000,
    env: { ...lab.environment, ...proxy, ...lowerCase },
  })
  return status ?? 1
}
