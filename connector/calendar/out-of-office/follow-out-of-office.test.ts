import { expect, it } from 'vitest'
import type { AutomaticReplies } from '../../ports/exchange.js'
import { NOW } from '../../testing/calendar-item.js'
import { createFakeExchange, ewsError, type FakeExchange } from '../../testing/fake-exchange.js'
import { createFakeWorld, type FakeWorld } from '../../testing/fake-services.js'
import { createActivity } from '../../time-and-chance/activity.js'
import { followOutOfOffice } from './follow-out-of-office.js'
import { toAbsence } from './to-absence.js'

const HOUR_MS = 3_600_000
const OFF: AutomaticReplies = { state: 'Disabled', externalAudience: 'All', start: NOW, end: NOW + HOUR_MS }
const ON: AutomaticReplies = { ...OFF, state: 'Enabled' }
const AWAY = { state: 'Enabled', externalAudience: 'All', start: null, end: null }

it.each<[string, AutomaticReplies, object | null]>([
  ['off, whatever period it still holds', OFF, null],
  ['on', ON, AWAY],
  [
    'scheduled',
    { ...OFF, state: 'Scheduled' },
    { ...AWAY, state: 'Scheduled', start: NOW, end: NOW + HOUR_MS },
  ],
  [
    'scheduled for later, which the cloud shows from its start on',
    { ...OFF, state: 'Scheduled', start: NOW + 1 },
    { ...AWAY, state: 'Scheduled', start: NOW + 1, end: NOW + HOUR_MS },
  ],
  ['scheduled and over', { ...OFF, state: 'Scheduled', start: NOW - 2, end: NOW }, null],
])('takes automatic replies that are %s [HC-182]', (_what, replies, absence) => {
  expect(toAbsence(replies, NOW)).toEqual(absence)
})

/** Alice's absences followed in a fake world; `pass` lets time pass in steps, as her node sees it. */
function follow(): {
  world: FakeWorld
  exchange: FakeExchange
  pass: (ms: number) => Promise<void>
} & Disposable {
  const world = createFakeWorld()
  const exchange = createFakeExchange()
  const end = new AbortController()
  void followOutOfOffice(world.calendar(exchange), end.signal)
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 10_000) {
      world.clock.advanceTo(world.clock.now() + Math.min(left, 10_000))
      await createActivity().settled()
    }
  }
  return { world, exchange, pass, [Symbol.dispose]: () => end.abort() }
}

it('tells the cloud of every change within the period, and of nothing else [HC-180 HC-181]', async () => {
  using following = follow()
  const { world, exchange, pass } = following

  await pass(60_000)
  exchange.replies = ON
  await pass(180_000)
  exchange.replies = OFF
  await pass(60_000)

  expect(world.absences).toEqual([null, AWAY, null])
})

it('goes on after a failure of Exchange, and after one of the cloud [HC-184]', async () => {
  using following = follow()
  const { world, exchange, pass } = following

  exchange.replies = ewsError('ErrorAccessDenied')
  await pass(120_000)
  exchange.replies = ON
  world.fail.add('cloud')
  await pass(120_000)
  world.fail.clear()
  await pass(60_000)

  expect(world.absences).toEqual([AWAY])
  expect(world.steps.seen.filter(({ event }) => event === 'failed').length).toBeGreaterThan(1)
})

it('asks at once when the period is changed', async () => {
  using following = follow()
  const { world, exchange, pass } = following
  world.config.keep({ ...world.config.current(), pollMs: 24 * HOUR_MS })
  await pass(120_000)
  exchange.replies = ON

  world.config.keep({ ...world.config.current(), pollMs: 1_000 })
  await pass(1_000)

  expect(world.absences).toEqual([null, AWAY])
})

it('asks no more once the person is served by another node [HC-062]', async () => {
  const following = follow()
  await following.pass(60_000)
  following[Symbol.dispose]()

  following.exchange.replies = ON
  await following.pass(600_000)

  expect(following.world.absences).toEqual([null])
})
