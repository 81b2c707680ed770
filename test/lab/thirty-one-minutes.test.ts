import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startNode } from '../../connector/index.js'
import { startLab } from '../support/lab.js'
import { stopwatch } from '../support/stopwatch.js'

const BOUND_MS = 3_000

it(
  'passes 31 virtual minutes of streaming through a reference node in under 3 s',
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

    const elapsedMs = stopwatch()
    await lab.advance(31 * 60_000)
    const tookMs = elapsedMs()
    await node.stop()

    const streams = [
      ...lab.core.journal.entries(after, ({ operation }) => operation === 'GetStreamingEvents'),
    ]
    console.log(`31 virtual minutes took ${tookMs.toFixed(0)} ms`)
    expect(streams.length).toBeGreaterThanOrEqual(1)
    expect(tookMs).toBeLessThan(BOUND_MS)
  },
)
