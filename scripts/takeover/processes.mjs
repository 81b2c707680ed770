// The lab and the nodes as processes of their own.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { askJson, openRelay } from './relay.mjs'
import { until } from './until.mjs'

const PROGRAM = fileURLToPath(new URL('../../dist/cli/exwex.js', import.meta.url))

export async function startLab(directory, users) {
  const readyFile = join(directory, 'ready.json')
  const child = spawn(
    process.execPath,
    [PROGRAM, 'up', '--ports', 'random', '--users', String(users), '--ready-file', readyFile],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-20_000)))
  const ready = await until('the lab to be ready', 60_000, () => {
    if (child.exitCode !== null) throw new Error(`exwex up ended with ${child.exitCode}:\n${said}`)
    return readReady(readyFile)
  })
  return {
    ready,
    ca: readFileSync(ready.ca, 'utf8'),
    defects: () => said.split('\n').filter((line) => line.includes('defect')),
    stop: () => end(child, 'SIGTERM'),
  }
}

function readReady(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined // not there yet
  }
}

/** A node that can be started, killed and started again, behind a relay of its own. */
export async function prepareNode(lab, { number, directory }) {
  const { admin } = lab.ready
  const certificate = await askJson(`${admin}/v1/certificates`, {
    method: 'POST',
    body: { hosts: ['127.0.0.1', 'localhost'] },
  })
  const relay = await openRelay({ certificate, ca: lab.ca })
  const name = `node${number}`
  const { origins } = await askJson(`${admin}/v1/endpoint-sets`, {
    method: 'POST',
    body: { name, advertise: { exchange: relay.origin } },
  })
  relay.connectTo(origins.exchange)

  const stateDir = join(directory, name)
  const sharedDir = join(directory, 'cluster')
  mkdirSync(stateDir, { recursive: true })
  mkdirSync(sharedDir, { recursive: true })
  const document = await askJson(`${admin}/v1/subjects`, {
    method: 'POST',
    body: { node: number, stateDir, sharedDir },
  })
  const file = join(stateDir, 'subject.json')
  writeFileSync(file, JSON.stringify(document))

  const failures = []
  let child
  return {
    number,
    relay,
    failures,
    start() {
      child = spawn(process.execPath, [PROGRAM, 'connector', '--node', String(number), '--json'], {
        env: { ...process.env, EXWEX_SUBJECT: file },
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      createInterface({ input: child.stdout }).on('line', (line) => {
        const step = JSON.parse(line)
        if (step.event === 'failed') failures.push(step)
      })
    },
    async kill() {
      await end(child, 'SIGKILL')
      relay.forget()
    },
    async stop() {
      if (child !== undefined) await end(child, 'SIGTERM')
      relay.close()
    },
  }
}

async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}
