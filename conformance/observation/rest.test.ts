import { expect, it } from 'vitest'

import { realNow } from '../time-and-chance/clock.js'
import type { Activity } from './activity.js'
import { awaitEffect, settle } from './rest.js'

/** A subject that works at each of the first polls and then falls silent. */
function workingFor(polls: number): Activity {
  let poll = 0
  let lastWork = realNow()
  return {
    lastWork: () => lastWork,
    next: () => {
      poll += 1
      if (poll <= polls) lastWork = realNow()
      return Promise.resolve()
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

it('looks for the effect when the subject rests, and once per rest', async () => {
  let looks = 0

  await settle(workingFor(50), { quietMs: 20, patienceMs: 60_000 }, () => Promise.resolve((looks += 1) === 1))

  expect(looks).toBe(1)
})

it('gives up when the subject has been silent for longer than it is given', async () => {
  const began = realNow()
  let looks = 0

  await settle(workingFor(0), { quietMs: 1, patienceMs: 30 }, () => Promise.resolve((looks += 1) < 0))

  expect(looks).toBe(1)
  expect(realNow() - began).toBeGreaterThanOrEqual(30)
})

it('waits for an effect through a silence, and not for ever', async () => {
  let looks = 0

  await awaitEffect(workingFor(0), () => Promise.resolve((looks += 1) === 5), 60_000)
  await awaitEffect(workingFor(0), () => Promise.resolve((looks += 1) < 0), 20)

  expect(looks).toBeGreaterThan(5)
})
