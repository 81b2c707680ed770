import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

import { within } from '../time-and-chance/clock.js'

/** How long a program may take to end before it is killed. */
const GRACE_MS = 10_000

/** What is kept of a program's output to show when it fails. */
const KEPT_OUTPUT = 16_384

export interface ProgramOptions {
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly directory?: string
}

/** A program started by the harness. Disposing of it ends it, by force if need be. */
export interface Program extends AsyncDisposable {
  readonly pid: number | undefined
  /** Resolves with the exit code (null when a signal ended it), or -1 when it could not be started. */
  readonly exited: Promise<number | null>
  /** The last part of what it wrote to stdout and stderr. */
  output(): string
  /** Asks it to end and waits; kills it after ten seconds. */
  stop(): Promise<void>
  /** `kill -9`: it gets no chance to say good-bye. */
  kill(): Promise<void>
}

export function startProgram(options: ProgramOptions): Program {
  const [file = '', ...args] = options.command
  const child = spawn(file, args, {
    cwd: options.directory,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  const exited = exitOf(child)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    if ((await within(GRACE_MS, exited, 'late')) === 'late') child.kill('SIGKILL')
    await exited
  }
  return {
    pid: child.pid,
    exited,
    output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const failed = once(child, 'error').then(() => -1)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return Promise.race([ended, failed])
}

function collect(child: ChildProcess): () => string {
  let kept = ''
  const keep = (chunk: Buffer): void => {
    kept = (kept + chunk.toString('utf8')).slice(-KEPT_OUTPUT)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => kept
}
