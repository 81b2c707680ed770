import { expect, it } from 'vitest'
import { parseInstant } from '../../simulators/core/index.js'
import { startServed } from '../support/served.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const TIMEOUT = { timeout: 60_000 }

it(
  'lists the occurrences of a series that lie in the window, with their exceptions [HC-085 HC-157 HC-161]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const alice = served.person('alice')
    const start = served.lab.clock.now() + HOUR_MS
    const series = await alice.schedules({
      ...{ subject: 'Weekly', location: '@webex', start, invitees: ['bob@ent-pa.example'] },
      repeats: { every: 'week', times: 8 },
    })
    await served.pass(5_000)
    const before = await served.list('bob')

    await alice.changesOccurrence(series, 2, {
      subject: 'Weekly, later',
      start: start + 7 * DAY_MS + HOUR_MS,
    })
    await served.pass(5_000)
    const after = await served.list('bob')
    const bodies = (await alice.seesAll(series.uid)).map(({ body }) => body?.content ?? '')

    expect(before.map(({ start: at }) => parseInstant(at) - start)).toEqual(
      [0, 7, 14, 21, 28].map((day) => day * DAY_MS),
    )
    expect(new Set(before.map(({ seriesId }) => seriesId)).size).toBe(1)
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(after.map(({ subject }) => subject)).toEqual([
      'Weekly',
      'Weekly, later',
      'Weekly',
      'Weekly',
      'Weekly',
    ])
    expect(bodies).toHaveLength(8)
    expect(bodies.filter((body) => body.includes('webex.com/meet/alice'))).toHaveLength(8)
  },
)

it(
  'takes one occurrence off the list when it is cancelled, and then all [HC-153 HC-157]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const alice = served.person('alice')
    const series = await alice.schedules({ subject: 'Daily', repeats: { every: 'day', times: 3 } })
    await served.pass(5_000)
    const three = await served.list('alice')
    const second = (await alice.seesAll(series.uid))[1]

    await alice.cancels({ ...series, itemId: second?.itemId ?? '' })
    await served.pass(5_000)
    const two = await served.list('alice')
    await alice.cancels(series)
    await served.pass(5_000)

    expect(two.map(({ id }) => id)).toEqual([three[0]?.id, three[2]?.id])
    expect(await served.list('alice')).toEqual([])
  },
)

it(
  'moves on with the days: what comes into the window is listed, what is a week old is not [HC-161 HC-194]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const alice = served.person('alice')
    const now = served.lab.clock.now()
    await alice.schedules({ subject: 'Tomorrow', start: now + DAY_MS })
    await alice.schedules({ subject: 'In 33 days', start: now + 33 * DAY_MS })
    await served.pass(5_000)
    const first = (await served.list('alice')).map(({ subject }) => subject)

    await served.standStill(9 * DAY_MS)
    await served.pass(60_000)

    expect(first).toEqual(['Tomorrow'])
    expect((await served.list('alice')).map(({ subject }) => subject)).toEqual(['In 33 days'])
  },
)

it('leaves a keyword on one occurrence alone [HC-084]', TIMEOUT, async () => {
  await using served = await startServed()
  const alice = served.person('alice')
  const series = await alice.schedules({ subject: 'Weekly', repeats: { every: 'week', times: 3 } })
  await served.pass(5_000)

  await alice.changesOccurrence(series, 2, { location: '@webex' })
  await served.pass(5_000)

  expect(served.ews('UpdateItem')).toEqual([])
  expect((await alice.seesAll(series.uid)).map(({ location }) => location ?? '')).toEqual(['', '@webex', ''])
})
