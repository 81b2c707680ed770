import { expect, it } from 'vitest'
import { createDeadline } from './clock.js'
import { createVirtualClock } from './virtual-clock.js'

it('wakes sleepers in the order of their due times', async () => {
  const clock = createVirtualClock(1_000)
  const woken: string[] = []
  const late = clock.sleep(500).then(() => woken.push('late'))
  const early = clock.sleep(100).then(() => woken.push('early'))

  expect(clock.nextTimer()).toBe(1_100)
  clock.advanceTo(1_500)
  await Promise.all([late, early])

  expect(woken).toEqual(['early', 'late'])
  expect(clock.nextTimer()).toBeNull()
})

it('never goes back', () => {
  const clock = createVirtualClock(1_000)

  clock.advanceTo(900)

  expect(clock.now()).toBe(1_000)
})

it('rejects a sleep whose signal is aborted, and forgets its timer', async () => {
  const clock = createVirtualClock(0)
  const stop = new AbortController()
  const sleep = clock.sleep(100, stop.signal)

  stop.abort()

  await expect(sleep).rejects.toThrow()
  expect(clock.nextTimer()).toBeNull()
})

it('ends a deadline with its reason, unless it is cancelled', async () => {
  const clock = createVirtualClock(0)
  const missed = createDeadline(clock, 100, { reason: () => new RangeError('late') })
  const met = createDeadline(clock, 100, { reason: () => new RangeError('late') })

  met.cancel()
  clock.advanceTo(100)
  await Promise.resolve()

  expect(missed.signal.reason).toBeInstanceOf(RangeError)
  expect(met.signal.aborted).toBe(false)
})
