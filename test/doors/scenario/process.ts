import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ReadyDocument } from '../../../doors/index.js'

const PROGRAM = join(import.meta.dirname, '../../../dist/cli/exwex.js')

/** A program of the command line that goes on until it is disposed of. */
export interface Program extends AsyncDisposable {
  /** The first line of its stdout. Rejects with what it said instead when it ends without one. */
  readonly firstLine: Promise<string>
}

/** Runs `exwex` with these arguments. */
export function exwex(args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void ended.then((code) => reject(new TypeError(`exwex ${args[0]} ended with ${code}: ${said}`)))
  })
  firstLine.catch(() => undefined) // whoever needs the line sees the failure
  return { firstLine, [Symbol.asyncDispose]: () => end(child, ended) }
}

/** Runs `exwex` to its end; resolves with what it printed. */
export async function exwexOnce(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, ...env } })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new TypeError(`exwex ${args.join(' ')} ended with ${String(code)}.`)
  return stdout
}

/** Starts `exwex up` on free ports. */
export async function up(...args: readonly string[]): Promise<Program & { readonly ready: ReadyDocument }> {
  const program = exwex(['up', '--ports', 'random', '--json', ...args])
  return { ...program, ready: JSON.parse(await program.firstLine) as ReadyDocument }
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  await ended
}
