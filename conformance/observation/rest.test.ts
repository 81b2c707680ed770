import { expect, it } from 'vitest'

import { realNow } from '../time-and-chance/clock.js'
import type { Activity } from './activity.js'
import { settle } from './rest.js'

/** An activity whose last sign of work is as long ago as asked, each time the journal answers. */
function silentFor(...silences: readonly number[]): Activity & { readonly polls: () => number } {
  let poll = 0
  const began = realNow()
  return {
    polls: () => poll,
    lastWork: () => began - (silences[Math.min(poll, silences.length - 1)] ?? 0),
    next: () => {
      poll += 1
      return Promise.resolve()
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

it('ends once the effect is there and the subject has been quiet', async () => {
  const activity = silentFor(0)
  let looks = 0

  await settle(activity, { quietMs: 5, patienceMs: 60_000 }, () => Promise.resolve((looks += 1) > 2))

  expect(looks).toBe(3)
})

it('gives up when the subject has been silent for longer than it is given', async () => {
  const activity = silentFor(0)

  await settle(activity, { quietMs: 1, patienceMs: 5 }, () => Promise.resolve(false))

  expect(activity.polls()).toBeGreaterThan(0)
})
