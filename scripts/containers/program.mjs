// Runs a program and hands back what it said; throws with its last words when it fails.
import { spawn } from 'node:child_process'

const LAST_WORDS = 4_000

/**
 * `quiet` keeps the output for a failure, otherwise people see it as it comes. `expect` lists the exit codes
 * that are no failure.
 */
export async function run(command, { environment, directory, quiet = true, expect = [0] } = {}) {
  const [file, ...args] = command
  const child = spawn(file, args, {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', all: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.stdout += text
    hear(text)
  })
  child.stderr.setEncoding('utf8').on('data', hear)
  function hear(text) {
    said.all = (said.all + text).slice(-LAST_WORDS)
    if (!quiet) process.stdout.write(text)
  }
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (status, signal) => resolve(status ?? signal))
  })
  if (expect.includes(code)) return { code, stdout: said.stdout.trim() }
  throw new Error(`${command.slice(0, 4).join(' ')} … ended with ${code}.\n${said.all.trim()}`)
}

/** Whether a program is there and content. */
export async function works(command, options) {
  return run(command, options).then(
    () => true,
    () => false,
  )
}

export async function seconds(work) {
  const began = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - began) / 1000 }
}
