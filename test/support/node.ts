import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startNode, type RunningNode, type Step } from '../../connector/index.js'
import type { Lab } from '../../simulators/lab/index.js'

/** A node of the reference connector in this process, on lab time; the caller stops it. The first registers the cluster. */
export async function startNodeIn(
  lab: Lab,
  node = 1,
  log: (step: Step) => void = () => undefined,
): Promise<RunningNode> {
  const stateDir = join(lab.directory, `node${node}`)
  const sharedDir = join(lab.directory, 'cluster')
  await Promise.all([stateDir, sharedDir].map((directory) => mkdir(directory, { recursive: true })))
  return startNode(await lab.prepareSubject({ node, stateDir, sharedDir, clock: 'virtual' }), { log })
}
