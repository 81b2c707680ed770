import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'

import type { StageNode } from '../cases/case.js'
import { ConformanceError } from '../conformance-error.js'
import type { Ledger } from '../relays/ledger.js'
import { type NodeRelays, openNodeRelays } from '../relays/node-relays.js'
import type { Sabotage } from '../relays/sabotage.js'
import { randomName } from '../time-and-chance/names.js'
import { type Program, startProgram } from './child-program.js'
import type { Lab } from './lab.js'
import type { Manifest, ManifestNode } from './manifest.js'
import { type Placeholders, fillIn } from './placeholders.js'

export interface SubjectOptions {
  readonly manifest: Manifest
  readonly lab: Lab
  readonly ledger: Ledger
  readonly sabotage: Sabotage
  /** An empty directory for this run. */
  readonly directory: string
}

/** A node of the subject behind relays of its own. Disposing of it ends its program, if it has one. */
export interface SubjectNode extends StageNode, AsyncDisposable {
  readonly endpointSet: string
  readonly document: unknown
  /** Throws SUBJECT_START when a program that should run has ended. */
  requireRunning(): Promise<void>
  /** How its program ended, null for a signal; `running` for a node without one too. */
  exitCode(): Promise<number | null | 'running'>
  /** The last part of what its program wrote. */
  output(): string
}

export async function startSubjectNode(node: ManifestNode, options: SubjectOptions): Promise<SubjectNode> {
  const { lab, manifest } = options
  const endpointSet = endpointSetOf(node, lab)
  const relays = await openNodeRelays({
    ...options,
    node: node.number,
    endpointSet,
    address: manifest.relays,
  })
  try {
    const placeholders = await prepare(node, endpointSet, options)
    return createNode({ node, endpointSet, relays, placeholders })
  } catch (error) {
    await relays[Symbol.asyncDispose]()
    throw error instanceof ConformanceError || !(error instanceof Error)
      ? error
      : new ConformanceError(
          'SUBJECT_START',
          `The files of node ${node.number} cannot be written: ${error.message}. Can ${lab.ready.ca} and the folders be reached?`,
          { cause: error },
        )
  }
}

/** Makes the node's folders, its subject document and its files. */
async function prepare(
  node: ManifestNode,
  endpointSet: string,
  options: SubjectOptions,
): Promise<Placeholders> {
  const { lab, directory, manifest } = options
  const folder = join(directory, `node${node.number}`)
  const stateDir = node.stateDir ?? folder
  const sharedDir = node.sharedDir ?? join(directory, 'cluster')
  await Promise.all([folder, join(directory, 'cluster')].map((path) => mkdir(path, { recursive: true })))
  const prepared = await lab.admin.createSubject({
    node: node.number,
    level: manifest.level,
    clock: 'real',
    endpointSet,
    stateDir,
    sharedDir,
  })
  const subject = resolve(node.subjectFile ?? join(directory, `node${node.number}.json`))
  const ownCaFile = join(dirname(subject), 'ca.pem')
  await writeInPlace(ownCaFile, lab.ca)
  await chmod(ownCaFile, 0o644)
  const caFile = node.caFile ?? ownCaFile
  const document = { ...prepared, caFile }
  const placeholders = { subject, node: String(node.number), stateDir, sharedDir, caFile, document }
  const ofFiles = node.stateDir === undefined ? folder : dirname(subject)
  for (const [name, content] of Object.entries(node.files)) {
    await writeInPlace(inside(ofFiles, name), fillIn(content, placeholders))
  }
  await writeInPlace(subject, JSON.stringify(document, undefined, 2))
  // A node in a container of its own runs as another user.
  if (node.command === undefined) await chmod(subject, 0o644)
  return placeholders
}

/** In a lab that others use as well, a set must not be called as one of another run. */
function endpointSetOf({ number }: ManifestNode, { isShared }: Lab): string {
  return isShared ? `node${number}-${randomName()}` : `node${number}`
}

function inside(folder: string, name: string): string {
  const path = resolve(folder, name)
  if (path.startsWith(folder + sep)) return path
  throw new ConformanceError(
    'MANIFEST_INVALID',
    `The file "${name}" would lie outside of the node's state folder. Name it relative to that folder.`,
  )
}

/** A reader never sees half a document. */
async function writeInPlace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

interface Prepared {
  readonly node: ManifestNode
  readonly endpointSet: string
  readonly relays: NodeRelays
  readonly placeholders: Placeholders
}

function createNode({ node, endpointSet, relays, placeholders }: Prepared): SubjectNode {
  const start = (): Program | undefined => startCommand(node, placeholders)
  let program = start()
  let isExpectedToRun = true
  const exitCode = async (): Promise<number | null | 'running'> =>
    program === undefined ? 'running' : Promise.race([program.exited, Promise.resolve('running' as const)])
  const partition = (): Promise<void> => Promise.resolve(relays.partition())
  const heal = (): Promise<void> => Promise.resolve(relays.heal())
  return {
    number: node.number,
    endpointSet,
    document: placeholders.document,
    canKill: program !== undefined,
    partition,
    heal,
    async kill() {
      isExpectedToRun = false
      await (program === undefined ? partition() : program.kill())
    },
    async restart() {
      await (program === undefined ? heal() : program.stop())
      program = start()
      isExpectedToRun = true
    },
    exitCode,
    async requireRunning() {
      const code = isExpectedToRun ? await exitCode() : 'running'
      if (code === 'running') return
      throw new ConformanceError(
        'SUBJECT_START',
        `Node ${node.number} ended with code ${code}. It said:\n${program?.output() ?? ''}`,
      )
    },
    output: () => program?.output() ?? '',
    async [Symbol.asyncDispose]() {
      await program?.[Symbol.asyncDispose]()
      await relays[Symbol.asyncDispose]()
    },
  }
}

function startCommand(node: ManifestNode, placeholders: Placeholders): Program | undefined {
  if (node.command === undefined) return undefined
  const fill = (text: string): string => fillIn(text, placeholders)
  const environment = Object.entries(node.environment).map(([name, value]) => [name, fill(value)] as const)
  return startProgram({
    command: node.command.map(fill),
    environment: { ...Object.fromEntries(environment), EXWEX_SUBJECT: placeholders.subject },
    ...(node.directory === undefined ? {} : { directory: node.directory }),
  })
}
