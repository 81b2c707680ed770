import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { LabError } from '../simulators/core/index.js'
import type { Lab } from '../simulators/lab/lab.js'
import type { Lifetime } from './lifetime.js'
import { writeInPlace } from './write-in-place.js'

const PROGRAM = fileURLToPath(new URL('./exwex.js', import.meta.url))

/** Starts the two nodes of the reference connector as processes of their own, and tells what they say. */
export async function startNodes(lab: Lab, life: Lifetime): Promise<AsyncDisposable> {
  const children: ChildProcess[] = []
  for (const node of [1, 2]) {
    const stateDir = join(lab.directory, `node${node}`)
    const sharedDir = join(lab.directory, 'cluster')
    await mkdir(stateDir, { recursive: true })
    await mkdir(sharedDir, { recursive: true })
    const clock = lab.clock.kind === 'manual' ? 'virtual' : 'real'
    const document = await lab.prepareSubject({ node, stateDir, sharedDir, clock })
    const file = join(stateDir, 'subject.json')
    await writeInPlace(file, JSON.stringify(document))
    children.push(startNode(node, file, life))
  }
  return { [Symbol.asyncDispose]: () => Promise.all(children.map(stop)).then(() => undefined) }
}

function startNode(node: number, subjectFile: string, life: Lifetime): ChildProcess {
  const child = spawn(
    process.execPath,
    [PROGRAM, 'connector', '--node', String(node), '--json', '--parent', String(process.pid)],
    { env: { ...process.env, EXWEX_SUBJECT: subjectFile }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  createInterface({ input: child.stdout }).on('line', (line) =>
    process.stderr.write(`  node ${node}: ${inWords(line)}\n`),
  )
  child.once('exit', (code, signal) => {
    if (life.signal.aborted) return
    process.stderr.write(`  node ${node} ended unexpectedly (${signal ?? `exit code ${code}`}).\n`)
  })
  return child
}

/** A node tells its steps as JSON lines: `{"event":"decorated","subject":"Planning"}` becomes `decorated subject=Planning`. */
export function inWords(line: string): string {
  try {
    const { event, ...details } = JSON.parse(line) as Record<string, unknown>
    return [event, ...Object.entries(details).map(([name, value]) => `${name}=${String(value)}`)].join(' ')
  } catch {
    // A line that is not JSON is shown as it is.
    return line
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  if (!child.kill('SIGTERM'))
    throw new LabError('NODE_STOP', { message: `Process ${child.pid} cannot be told to end.` })
  await ended
}
