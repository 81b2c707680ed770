import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startNode, type RunningNode } from '../../connector/index.js'
import type { Lab } from '../../simulators/lab/index.js'

/** The first node of the reference connector in this process, on lab time; the caller stops it. */
export async function startNodeIn(lab: Lab): Promise<RunningNode> {
  const stateDir = join(lab.directory, 'node1')
  const sharedDir = join(lab.directory, 'cluster')
  await Promise.all([mkdir(stateDir), mkdir(sharedDir)])
  return startNode(await lab.prepareSubject({ node: 1, stateDir, sharedDir, clock: 'virtual' }))
}
