import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { prepareDirectorySync } from '../simulators/lab/subjects/directory-sync-settings.js'
import type { Lab } from '../simulators/lab/lab.js'
import type { Lifetime } from './lifetime.js'
import { inWords, stop } from './reference-nodes.js'
import { writeInPlace } from './write-in-place.js'

const PROGRAM = fileURLToPath(new URL('./exwex.js', import.meta.url))

/** Starts two instances of the synchronizer as processes of their own, and tells what they say. */
export async function startSynchronizers(lab: Lab, life: Lifetime): Promise<AsyncDisposable> {
  const children: ChildProcess[] = []
  for (const id of ['dirsync1', 'dirsync2']) {
    const directory = join(lab.directory, 'directory-sync', id)
    await mkdir(directory, { recursive: true })
    const file = join(directory, 'settings.json')
    await writeInPlace(file, JSON.stringify(await prepareDirectorySync(lab, { id, statusPort: 0 })))
    children.push(startSynchronizer(id, file, life))
  }
  return { [Symbol.asyncDispose]: () => Promise.all(children.map(stop)).then(() => undefined) }
}

function startSynchronizer(id: string, settingsFile: string, life: Lifetime): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, 'sync', '--follow', '--json', '--config', settingsFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout }).on('line', (line) =>
    process.stderr.write(`  ${id}: ${inWords(line)}\n`),
  )
  child.once('exit', (code, signal) => {
    if (life.signal.aborted) return
    process.stderr.write(`  ${id} ended unexpectedly (${signal ?? `exit code ${code}`}).\n`)
  })
  return child
}
