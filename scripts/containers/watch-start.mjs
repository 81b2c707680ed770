// Starts the lab's image and measures how long it takes until the lab answers, and what it then occupies.
import { setTimeout as sleep } from 'node:timers/promises'
import { IMAGE } from './image.mjs'
import { run } from './program.mjs'

const START_BOUND_MS = 30_000

export async function watchStart(engine) {
  const { command, environment } = engine
  const ask = (...args) => run([...command, ...args], { environment }).then(({ stdout }) => stdout)
  const began = performance.now()
  const id = await ask('run', '--detach', '--publish', '127.0.0.1::7070', IMAGE)
  try {
    const address = await ask('port', id, '7070')
    await answers(`http://${address.split('\n')[0]}/v1/health`, began)
    const readyMs = performance.now() - began
    const status = await ask('exec', id, 'cat', '/proc/1/status')
    const user = await ask('exec', id, 'id', '-u')
    // The probe is asked as the engine would ask it: not every engine has a timer for it.
    await ask('exec', id, 'node', '/opt/exwex/docker/healthy.mjs')
    return { readyMs, user, residentMb: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024 }
  } catch (error) {
    throw new Error(`${error.message}\nThe container said:\n${await ask('logs', id)}`)
  } finally {
    await ask('rm', '--force', id)
  }
}

async function answers(url, began) {
  while (performance.now() - began < START_BOUND_MS) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return
    await sleep(20)
  }
  throw new Error(`The lab in the container did not answer at ${url} within ${START_BOUND_MS / 1000} s.`)
}
