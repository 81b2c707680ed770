import { expect, it } from 'vitest'
import type { CalendarItem, FoundOccurrence } from '../../ports/exchange.js'
import { calendarItem, NOW } from '../../testing/calendar-item.js'
import { createFakeExchange } from '../../testing/fake-exchange.js'
import { createFakeWorld } from '../../testing/fake-services.js'
import { handleChange } from '../handle-change.js'
import { toMeetingId } from '../meeting-id.js'
import { keepWindow } from './search-window.js'
import { createActivity } from '../../time-and-chance/activity.js'

const DAY_MS = 86_400_000
const SERIES_ID = toMeetingId('0f0f0f0f-0000-4000-8000-000000000000', 'uid-1')

function occurrence(day: number, different: Partial<FoundOccurrence> = {}): FoundOccurrence {
  const start = NOW + day * DAY_MS
  const end = start + 1_800_000
  return { itemId: `day-${day}`, start, end, originalStart: start, isException: false, ...different }
}

/** Alice's daily series with two occurrences in the window, and what the cloud lists of it. */
function createScene(different: Partial<CalendarItem> = {}) {
  const world = createFakeWorld()
  const exchange = createFakeExchange()
  const master = calendarItem({ kind: 'RecurringMaster', lastEnd: null, location: 'Room 5', ...different })
  exchange.items.set('item-1', master)
  exchange.series = [occurrence(1), occurrence(2)]
  const calendar = world.calendar(exchange)
  const changed = (changeKey = 'key-1', itemId = 'item-1'): Promise<void> => {
    const item = exchange.items.get('item-1') ?? master
    exchange.items.set('item-1', { ...item, ref: { id: 'item-1', changeKey } })
    return handleChange(calendar, { kind: 'changed', itemId })
  }
  const listed = (): unknown[] => [...world.published.values()].map((meeting) => meeting['start'])
  return { world, exchange, calendar, changed, listed }
}

it('lists every occurrence of a series as a meeting of its own [HC-157 HC-161]', async () => {
  const { world, changed, listed } = createScene()

  await changed()

  expect(listed()).toEqual(['2026-02-03T02:40:00.000Z', '2026-02-04T02:40:00.000Z'])
  expect([...world.published]).toMatchObject([
    [`${SERIES_ID}_20260203T024000Z`, { seriesId: SERIES_ID, isRecurring: true, durationMinutes: 30 }],
    [`${SERIES_ID}_20260204T024000Z`, { seriesId: SERIES_ID, encryptedSubject: 'jwe(Planning)' }],
  ])
})

it('shows an exception with its own time and text, in the place of the occurrence [HC-157]', async () => {
  const { world, exchange, changed, listed } = createScene()
  await changed()
  const moved = { start: NOW + 3 * DAY_MS, end: NOW + 3 * DAY_MS + 3_600_000, isException: true }
  exchange.series = [occurrence(1), occurrence(2, { ...moved, itemId: 'item-x' })]
  exchange.items.set('item-x', calendarItem({ kind: 'Exception', subject: 'Moved', ...moved }))

  await changed('key-2')

  expect(listed()).toEqual(['2026-02-03T02:40:00.000Z', '2026-02-05T02:40:00.000Z'])
  expect(world.published.get(`${SERIES_ID}_20260204T024000Z`)).toMatchObject({
    encryptedSubject: 'jwe(Moved)',
    durationMinutes: 60,
  })
})

it('takes an occurrence that was deleted off the list, and only that one [HC-157]', async () => {
  const { exchange, changed, listed } = createScene()
  await changed()
  exchange.series = [occurrence(2)]

  await changed('key-2')

  expect(listed()).toEqual(['2026-02-04T02:40:00.000Z'])
})

it('publishes the series when told of one of its occurrences, and decorates nothing for it [HC-084]', async () => {
  const { world, exchange, changed } = createScene()
  exchange.items.set('item-x', calendarItem({ kind: 'Exception', location: '@webex' }))

  await changed('key-1', 'item-x')

  expect(exchange.writes).toEqual([])
  expect(world.published.size).toBe(2)
})

it('decorates the master, and with it all occurrences [HC-085]', async () => {
  const { exchange, changed } = createScene({ location: '@webex' })

  await changed()

  expect(exchange.writes.map(({ ref }) => ref.id)).toEqual(['item-1'])
})

it('withdraws every occurrence of a series that is cancelled [HC-153]', async () => {
  const { exchange, changed, listed, calendar } = createScene()
  await changed()
  exchange.items.delete('item-1')

  await handleChange(calendar, { kind: 'deleted', itemId: 'item-1' })

  expect(listed()).toEqual([])
})

it('moves the window with the days, and sends only what is new in it [HC-161 HC-194]', async () => {
  const { world, exchange, calendar, listed } = createScene()
  const end = new AbortController()
  const queue = {
    add: (changes: readonly Parameters<typeof handleChange>[1][]): void => {
      for (const change of changes) void handleChange(calendar, change)
    },
  }
  void keepWindow(calendar, queue, end.signal)
  const pass = async (ms: number): Promise<void> => {
    world.clock.advanceTo(world.clock.now() + ms)
    await createActivity().settled()
  }
  await pass(60_000)
  expect(listed()).toHaveLength(2)

  exchange.series = [occurrence(2), occurrence(3)]
  await pass(DAY_MS - 120_000)
  expect(listed()).toHaveLength(2)
  await pass(120_000)
  end.abort()

  expect(listed()).toEqual(['2026-02-04T02:40:00.000Z', '2026-02-05T02:40:00.000Z'])
  expect(world.steps.seen.filter(({ event }) => event === 'published')).toHaveLength(3)
})
