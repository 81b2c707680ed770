import { expect, it } from 'vitest'
import { startNodeIn } from '../support/node.js'
import { startLab } from '../support/lab.js'

const MINUTES = 31
const HEARTBEAT_S = 45

it(
  'streams to a reference node for 31 virtual minutes, with a new connection at its time',
  { timeout: 60_000 },
  async () => {
    await using lab = await startLab()
    const node = await startNodeIn(lab)
    await lab.advance(30_000)
    const after = lab.core.journal.cursor

    await lab.advance(MINUTES * 60_000)
    await node.stop()

    const said = [...lab.core.journal.entries(after, ({ operation }) => operation === 'GetStreamingEvents')]
    expect(said.filter(({ kind }) => kind === 'message').length).toBeGreaterThanOrEqual(
      (MINUTES * 60) / HEARTBEAT_S,
    )
    expect(said.filter(({ kind }) => kind === 'stream')).toHaveLength(1)
  },
)
