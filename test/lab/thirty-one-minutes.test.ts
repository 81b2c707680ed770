import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startNode } from '../../connector/index.js'
import { startLab } from '../support/lab.js'

it(
  'streams to a reference node for 31 virtual minutes, with a new connection at its time',
  { timeout: 60_000 },
  async () => {
    await using lab = await startLab()
    const stateDir = join(lab.directory, 'node1')
    const sharedDir = join(lab.directory, 'cluster')
    await Promise.all([mkdir(stateDir), mkdir(sharedDir)])
    const subject = await lab.prepareSubject({ node: 1, stateDir, sharedDir, clock: 'virtual' })
    const node = await startNode(subject, { log: () => undefined, signal: AbortSignal.timeout(60_000) })
    await lab.advance(30_000)
    const after = lab.core.journal.cursor

    await lab.advance(31 * 60_000)
    await node.stop()

    const said = [...lab.core.journal.entries(after, ({ operation }) => operation === 'GetStreamingEvents')]
    expect(said.filter(({ kind }) => kind === 'message').length).toBeGreaterThanOrEqual((31 * 60) / 45)
    expect(said.filter(({ kind }) => kind === 'stream')).toHaveLength(1)
  },
)
