import { expect, it, vi } from 'vitest'
import type { Disturbance } from './disturbances.js'
import { NODES } from './office.js'
import { drawPlay, perform } from './play.js'

/** This connector never looks for what it has missed. */
vi.mock('../../connector/calendar/watch/catch-up.js', () => ({ catchUp: async () => undefined }))

const BOTH_NODES_ARE_DOWN: Disturbance = {
  at: 1_000,
  until: 200_000,
  what: 'both nodes are down',
  begin: (office) => NODES.forEach((node) => office.crash(node)),
  end: async (office) => {
    for (const node of NODES) await office.start(node)
  },
}

it(
  'sees the difference when a connector does not catch up [HC-056 HC-223]',
  { timeout: 120_000 },
  async () => {
    const play = drawPlay(1)

    const undisturbed = await perform({ ...play, disturbances: [] })
    const disturbed = await perform({ ...play, disturbances: [BOTH_NODES_ARE_DOWN] })

    expect(undisturbed.published.length).toBeGreaterThan(2)
    expect(disturbed.calendars).not.toEqual(undisturbed.calendars)
    expect(disturbed.published).not.toEqual(undisturbed.published)
    expect(disturbed.users).toEqual(undisturbed.users)
  },
)
