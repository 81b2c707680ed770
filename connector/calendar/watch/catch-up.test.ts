import { expect, it } from 'vitest'
import { calendarItem } from '../../testing/calendar-item.js'
import { createFakeExchange } from '../../testing/fake-exchange.js'
import { createFakeMemory, createFakeWorld } from '../../testing/fake-services.js'
import { catchUp } from './catch-up.js'
import { createItemQueue } from './item-queue.js'

function createScene(
  syncState: string | null,
  handle: (itemId: string) => Promise<void> = async () => undefined,
) {
  const world = createFakeWorld()
  const exchange = createFakeExchange()
  exchange.items.set('item-1', calendarItem())
  const handled: string[] = []
  const queue = createItemQueue({
    handle: async ({ itemId }) => {
      handled.push(itemId)
      await handle(itemId)
    },
    onError: () => undefined,
  })
  const calendar = { ...world.calendar(exchange), memory: createFakeMemory(syncState) }
  return { exchange, calendar, handled, run: () => catchUp(calendar, queue) }
}

it('goes on from the remembered state [HC-056]', async () => {
  const { exchange, calendar, handled, run } = createScene('state-1')

  await run()

  expect(exchange.syncs).toEqual(['state-1'])
  expect(handled).toEqual(['item-1'])
  expect(calendar.memory.syncState()).toBe('state-2')
})

it.each([
  [null, [null]],
  ['bad', ['bad', null]],
])('looks at coming meetings when the state is %s [HC-057]', async (state, syncs) => {
  const { exchange, calendar, handled, run } = createScene(state)

  await run()

  expect(exchange.syncs).toEqual(syncs)
  expect(handled).toEqual(['item-1'])
  expect(calendar.memory.syncState()).toBe('state-2')
})

it('looks at what it remembers and does not find: it may be gone [HC-057]', async () => {
  const { calendar, handled, run } = createScene('bad')
  calendar.memory.keepMeeting('item-gone', { meetingId: 'm', versions: { m: 'k' }, grant: null })

  await run()

  expect(handled).toEqual(['item-1', 'item-gone'])
})

it('looks at what is younger than the state: Exchange does not tell that it is gone again [HC-056]', async () => {
  const { calendar, handled, run } = createScene('state-1')
  calendar.memory.keepMeeting('item-young', { meetingId: 'm', versions: { m: 'k' }, grant: null })

  await run()
  await run()

  expect(handled).toEqual(['item-1', 'item-young', 'item-1'])
})

it('remembers no state before every change is handled', async () => {
  const { calendar, run } = createScene('state-1', () => Promise.reject(new Error('not now')))

  await run()

  expect(calendar.memory.syncState()).toBe('state-1')
})
