import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { startNode, type RunningNode, type Step } from '../../connector/index.js'
import type { Lab } from '../../simulators/lab/index.js'

export interface NodesOptions {
  /** The endpoint set of each node, in order. */
  readonly endpointSets: readonly string[]
  readonly log: (node: number, step: Step) => void
}

/** Starts a node for each endpoint set, with folders of its own that begin empty. */
export async function startNodes(lab: Lab, { endpointSets, log }: NodesOptions): Promise<RunningNode[]> {
  const sharedDir = await mkdtemp(join(lab.directory, 'cluster-'))
  const clock = lab.clock.kind === 'manual' ? 'virtual' : 'real'
  const nodes: RunningNode[] = []
  for (const [index, endpointSet] of endpointSets.entries()) {
    const node = index + 1
    const stateDir = await mkdtemp(join(lab.directory, `${endpointSet}-`))
    // Opened anew: a node in lab time is believed only if all bytes that ever came this way were its own.
    await lab.openEndpointSet({ name: endpointSet })
    const subject = await lab.prepareSubject({ node, stateDir, sharedDir, clock, endpointSet })
    nodes.push(await startNode(subject, { log: (step) => log(node, step) }))
  }
  return nodes
}
