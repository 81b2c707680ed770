import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ConformanceError } from '../conformance-error.js'
import { type AttachOptions, type Lab, attachLab, startLab } from '../drivers/lab.js'
import { type Manifest, readManifest } from '../drivers/manifest.js'
import type { Finding } from './finding.js'
import { type Machine, examineBeforeStart } from './before-start.js'
import { examineRunning } from './running.js'
import { type Patient, locateIn } from './manifest-lines.js'
import { examineClock } from './lab-clock.js'

export interface DoctorOptions {
  /** Path of the manifest; undefined for one of the program's own, such as the reference connector's. */
  readonly path: string | undefined
  readonly manifest: Manifest | undefined
  readonly exwex: readonly string[]
  readonly attach?: AttachOptions | undefined
  readonly machine: Machine
  /** Told what is done at the moment. */
  readonly onStep?: (step: string) => void
}

/** Finds mistakes in the configuration: first what can be told by looking, then by starting the subject briefly. */
export async function examine(options: DoctorOptions): Promise<readonly Finding[]> {
  const read = await readPatient(options)
  if ('ailment' in read) return [read]
  options.onStep?.('looking at the manifest and the machine')
  const before = await examineBeforeStart(read, options.machine)
  if (before.length > 0) return before
  const directory = await mkdtemp(join(tmpdir(), 'exwex-doctor-'))
  try {
    options.onStep?.(options.attach === undefined ? 'starting a lab' : 'joining the lab')
    await using lab = await openLab(options, directory)
    const clock = await examineClock(lab)
    options.onStep?.(`watching the subject start, for up to ${read.manifest.startSeconds} s`)
    return [...clock, ...(await examineRunning({ ...read, lab, directory }))]
  } catch (error) {
    if (error instanceof ConformanceError && error.code === 'MANIFEST_INVALID')
      return [manifestFinding(error.message, options.path)]
    throw error
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function readPatient({ path, manifest }: DoctorOptions): Promise<Patient | Finding> {
  if (manifest !== undefined) return { manifest, locate: () => manifest.name }
  const name = path ?? 'connector.yaml'
  try {
    return { manifest: await readManifest(name), locate: await locateIn(name) }
  } catch (error) {
    if (error instanceof ConformanceError && error.code === 'MANIFEST_INVALID')
      return manifestFinding(error.message, name)
    throw error
  }
}

function manifestFinding(seen: string, path = ''): Finding {
  return {
    ailment: 'manifest',
    seen,
    where: path,
    fix: '"exwex init" writes a manifest with a comment at each setting; "exwex init --schema" is its schema.',
  }
}

function openLab({ exwex, attach }: DoctorOptions, directory: string): Promise<Lab> {
  return attach === undefined ? startLab({ exwex, seed: 1, directory }) : attachLab(attach)
}
