import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ConformanceError } from '../conformance-error.js'
import { openedResources } from '../opened-resources.js'
import type { Ledger } from '../relays/ledger.js'
import { type NodeRelays, openNodeRelays } from '../relays/node-relays.js'
import type { Sabotage } from '../relays/sabotage.js'
import { type Program, startProgram } from './child-program.js'
import type { Lab } from './lab.js'
import type { Manifest, ManifestNode } from './manifest.js'
import { secretsIn } from './ready-document.js'

export interface SubjectOptions {
  readonly manifest: Manifest
  readonly lab: Lab
  readonly ledger: Ledger
  readonly sabotage: Sabotage
  readonly directory: string
}

/** The connector under test, each node behind relays of its own. */
export interface Subject extends AsyncDisposable {
  /** Names of the endpoint sets that the nodes use, the journal's `via`. */
  readonly endpointSets: readonly string[]
  /** Passwords and keys in the subject documents, for redaction. */
  readonly secrets: readonly string[]
  /** Throws SUBJECT_START when a node that should run has ended. */
  requireRunning(): Promise<void>
}

export async function startSubject(options: SubjectOptions): Promise<Subject> {
  await using started = openedResources()
  const nodes: StartedNode[] = []
  for (const node of options.manifest.nodes) {
    const running = await startNode(node, options)
    started.use(running.relays)
    if (running.program !== undefined) started.use(running.program)
    nodes.push(running)
  }
  const resources = started.release()
  return {
    endpointSets: nodes.map((node) => node.endpointSet),
    secrets: nodes.flatMap((node) => secretsIn(node.document)),
    requireRunning: async () => {
      for (const node of nodes) await requireRunning(node)
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  }
}

interface StartedNode {
  readonly number: number
  readonly endpointSet: string
  readonly document: unknown
  readonly relays: NodeRelays
  readonly program: Program | undefined
}

async function startNode(node: ManifestNode, options: SubjectOptions): Promise<StartedNode> {
  const { lab, directory, ledger, sabotage } = options
  const endpointSet = `node${node.number}`
  const relays = await openNodeRelays({ node: node.number, lab, ledger, sabotage, endpointSet })
  const stateDir = join(directory, endpointSet)
  const sharedDir = join(directory, 'cluster')
  await Promise.all([mkdir(stateDir, { recursive: true }), mkdir(sharedDir, { recursive: true })])
  const document = await lab.admin.createSubject({
    node: node.number,
    clock: 'real',
    endpointSet,
    stateDir,
    sharedDir,
  })
  const subjectFile = node.subjectFile ?? join(directory, `${endpointSet}.json`)
  await writeInPlace(subjectFile, JSON.stringify(document, undefined, 2))
  return { number: node.number, endpointSet, document, relays, program: startCommand(node, subjectFile) }
}

function startCommand({ command, environment }: ManifestNode, subjectFile: string): Program | undefined {
  if (command === undefined) return undefined
  return startProgram({ command, environment: { ...environment, EXWEX_SUBJECT: subjectFile } })
}

/** A reader never sees half a document. */
async function writeInPlace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

async function requireRunning({ number, program }: StartedNode): Promise<void> {
  if (program === undefined) return
  const code = await Promise.race([program.exited, Promise.resolve('running' as const)])
  if (code === 'running') return
  throw new ConformanceError(
    'SUBJECT_START',
    `Node ${number} ended with code ${code}. It said:\n${program.output()}`,
  )
}
