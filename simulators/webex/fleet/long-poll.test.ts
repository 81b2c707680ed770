import { expect, it } from 'vitest'
import { createCore, createManualClock, FIXED_EPOCH, instant, put } from '../../core/index.js'
import { assignments } from '../records/service-users.js'
import { nodeStream } from '../records/fleet.js'
import { waitForChange } from './long-poll.js'

it.each([
  ['a change', 0],
  ['the end of the lab time', 5_000],
  ['the client going away', 0],
])('ends with %s, and leaves no timer behind', async (what, passed) => {
  const clock = createManualClock()
  const core = createCore({ seed: 1, clock })
  const client = new AbortController()

  const waiting = waitForChange(core, nodeStream('n'), { maxMs: 5_000, signal: client.signal })
  const assignment = { nodeId: 'n', clusterId: 'c', userId: 'u' }
  if (what === 'a change') {
    core.world.commit({ cause: 'test', reason: 'assigned', writes: [put(assignments, assignment)] })
  } else if (what === 'the client going away') client.abort()
  else await clock.advanceTo(instant(FIXED_EPOCH + 5_000))
  await waiting

  expect(clock.now() - FIXED_EPOCH).toBe(passed)
  expect(clock.nextTimer()).toBeNull()
})
