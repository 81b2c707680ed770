import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import { ConformanceError } from '../conformance-error.js'
import { within } from '../time-and-chance/clock.js'
import { type AdminApi, connectAdmin } from './admin-api.js'
import { type Program, startProgram } from './child-program.js'
import { type ReadyDocument, parseReadyDocument } from './ready-document.js'

const START_BOUND_MS = 30_000

export interface LabOptions {
  /** The `exwex` program: `[node, dist/cli/exwex.js]`. */
  readonly exwex: readonly string[]
  readonly seed: number
  /** An empty directory for this run. */
  readonly directory: string
}

/** A lab of its own for one run, on random ports, or one that was there before and stays. */
export interface Lab extends AsyncDisposable {
  readonly ready: ReadyDocument
  /** True for a lab that other runs may use as well. */
  readonly isShared: boolean
  readonly admin: AdminApi
  /** PEM of the lab's certificate authority. */
  readonly ca: string
}

export async function startLab({ exwex, seed, directory }: LabOptions): Promise<Lab> {
  const readyFile = join(directory, 'ready.json')
  const command = [...exwex, 'up', '--ports', 'random', '--seed', String(seed), '--ready-file', readyFile]
  const appeared = fileAppears(readyFile)
  const program = startProgram({ command, directory })
  const text = await awaitReady(program, appeared)
  const ready = parseReadyDocument(text)
  return {
    ready,
    isShared: false,
    admin: connectAdmin(ready.admin),
    ca: await readFile(ready.ca, 'utf8'),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  }
}

export interface AttachOptions {
  /** The admin API of a lab that runs: `http://lab:7070`. */
  readonly admin: string
  /** PEM file of the lab's authority, where the lab does not tell it. */
  readonly caFile?: string | undefined
}

/** Joins a lab that runs already, on this machine or another. */
export async function attachLab({ admin: origin, caFile }: AttachOptions): Promise<Lab> {
  const admin = connectAdmin(origin.replace(/\/+$/, ''))
  const ready = parseReadyDocument(JSON.stringify(await admin.lab()))
  const ca = caFile === undefined ? await admin.authority() : await readAuthority(caFile)
  return { ready, isShared: true, admin, ca, [Symbol.asyncDispose]: () => Promise.resolve() }
}

async function readAuthority(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConformanceError('OPTION_INVALID', `The file ${path} of --ca cannot be read.`, { cause })
  })
}

async function awaitReady(program: Program, appeared: Appearing): Promise<string> {
  const outcome = await within(START_BOUND_MS, Promise.race([appeared.text, program.exited]), 'late')
  appeared.stop()
  if (typeof outcome === 'string' && outcome !== 'late') return outcome
  await program.stop()
  const how =
    outcome === 'late' ? `was not ready within ${START_BOUND_MS / 1000} s` : `ended with code ${outcome}`
  throw new ConformanceError('LAB_START', `The lab ${how}. It said:\n${program.output()}`)
}

interface Appearing {
  readonly text: Promise<string>
  stop(): void
}

/** Resolves with the content of a file that is renamed into place, so it is whole as soon as it is there. */
function fileAppears(path: string): Appearing {
  const watcher = watch(dirname(path))
  const text = new Promise<string>((resolve, reject) => {
    watcher.on('change', (_event, name) => {
      if (name === basename(path)) readFile(path, 'utf8').then(resolve, reject)
    })
    watcher.on('error', reject)
  })
  return { text, stop: () => watcher.close() }
}
