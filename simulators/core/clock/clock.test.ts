import { expect, it } from 'vitest'
import {
  createManualClock,
  createScaledClock,
  FIXED_EPOCH,
  formatSeconds,
  instant,
  parseInstant,
} from '../index.js'

it('fires timers in the order of their time, then in the order they were set', async () => {
  const clock = createManualClock()
  const fired: string[] = []
  clock.schedule(20, () => fired.push('late'))
  clock.schedule(10, () => fired.push('early'))
  clock.schedule(20, () => fired.push('late too'))

  await clock.advanceTo(instant(FIXED_EPOCH + 20))

  expect(fired).toEqual(['early', 'late', 'late too'])
})

it('stands at the time of the timer while it fires, also for timers set on the way', async () => {
  const clock = createManualClock()
  const seen: number[] = []
  clock.schedule(10, () => clock.schedule(5, () => seen.push(clock.now() - FIXED_EPOCH)))

  await clock.advanceTo(instant(FIXED_EPOCH + 100))

  expect(seen).toEqual([15])
  expect(clock.now()).toBe(FIXED_EPOCH + 100)
})

it('lets promises settle between two timers', async () => {
  const clock = createManualClock()
  const steps: string[] = []
  const worker = async () => {
    await clock.sleep(10)
    steps.push('worker')
  }
  clock.schedule(11, () => steps.push('timer'))

  const work = worker()
  await clock.advanceTo(instant(FIXED_EPOCH + 11))
  await work

  expect(steps).toEqual(['worker', 'timer'])
})

it('repeats until disposed', async () => {
  const clock = createManualClock()
  let ticks = 0
  const ticking = clock.every(45_000, () => ticks++)

  await clock.advanceTo(instant(FIXED_EPOCH + 30 * 60_000))
  ticking[Symbol.dispose]()
  await clock.advanceTo(instant(FIXED_EPOCH + 60 * 60_000))

  expect(ticks).toBe(40)
  expect(clock.nextTimer()).toBeNull()
})

it('keeps the order of thousands of timers, cancelled ones left out', async () => {
  const clock = createManualClock()
  const fired: number[] = []
  for (let i = 0; i < 5_000; i++) {
    const due = (i * 7919) % 5_000
    const timer = clock.schedule(due, () => fired.push(due))
    if (due % 3 === 0) timer[Symbol.dispose]()
  }

  await clock.advanceTo(instant(FIXED_EPOCH + 10_000))

  expect(fired).toEqual([...Array(5_000).keys()].filter((due) => due % 3 !== 0))
})

it('ends a sleep with the reason of its signal and leaves no timer behind', async () => {
  const clock = createManualClock()
  const stop = new AbortController()

  const sleeping = clock.sleep(10, stop.signal)
  stop.abort(new TypeError('stopped'))

  await expect(sleeping).rejects.toThrow('stopped')
  expect(clock.nextTimer()).toBeNull()
})

it('runs a scaled clock faster than the wall', async () => {
  const clock = createScaledClock(1_000)
  const before = clock.now()

  await clock.sleep(5_000)

  expect(clock.now() - before).toBeGreaterThanOrEqual(5_000)
})

it('reads and writes instants, and refuses times without a zone', () => {
  expect(formatSeconds(parseInstant('2026-03-02T10:00:00.5+01:00'))).toBe('2026-03-02T09:00:00Z')
  expect(() => parseInstant('2026-03-02T10:00:00')).toThrow(/not an instant/)
})
