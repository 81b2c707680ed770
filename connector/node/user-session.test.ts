import { expect, it } from 'vitest'
import { ConnectorError } from '../error.js'
import { createStreamGroups } from '../calendar/watch/stream-groups.js'
import { createFakeExchange, ewsError, type FakeExchange } from '../testing/fake-exchange.js'
import { ALICE, createFakeMemory, createFakeWorld, type FakeWorld } from '../testing/fake-services.js'
import { calendarItem } from '../testing/calendar-item.js'
import { createActivity } from '../time-and-chance/activity.js'
import { createStatusReports } from './status-reports.js'
import { serveUser } from './user-session.js'

const MAILBOX = { address: ALICE.email, ewsUrl: 'https://ex/EWS', group: '' }

/** Alice's session over a fake Exchange; `settle` lets everything run and then moves time. */
function createScene(prepare: (exchange: FakeExchange) => void = () => undefined) {
  const world: FakeWorld = createFakeWorld()
  const exchange = createFakeExchange()
  prepare(exchange)
  const end = new AbortController()
  const { services, clock } = world
  const groups = createStreamGroups({ exchange, ...services, signal: end.signal })
  const records = {
    locate: async () => ({ mailbox: MAILBOX, exchange, groups }),
    forget: () => undefined,
    close: () => undefined,
  }
  const options = {
    services,
    records,
    user: ALICE,
    memory: createFakeMemory('state-1'),
    signal: end.signal,
    statuses: createStatusReports({ services, user: ALICE, signal: end.signal }),
  }
  const ended = serveUser(options)
  const settle = async (ms = 0): Promise<void> => {
    await createActivity().settled()
    clock.advanceTo(clock.now() + ms)
    await createActivity().settled()
  }
  const events = (): string[] => world.steps.seen.map(({ event }) => event)
  return { world, exchange, end, ended, settle, events }
}

it('binds, subscribes, catches up and reports the user activated; at the end it unsubscribes [HC-062 HC-241]', async () => {
  const { world, exchange, end, ended, settle, events } = createScene((fake) =>
    fake.items.set('item-1', calendarItem({ location: '@webex' })),
  )
  await settle()

  end.abort()
  await ended

  expect(events()).toEqual(['located', 'subscribed', 'decorated', 'activated', 'unsubscribed'])
  expect(exchange.syncs).toEqual(['state-1'])
  expect(world.statuses).toMatchObject([{ state: 'activated', message: { key: 'c_cal@activated' } }])
})

it('leaves a user pending who must not be impersonated, and recovers by itself [HC-011]', async () => {
  const { world, exchange, settle, events } = createScene((fake) => {
    fake.bind = () => Promise.reject(ewsError('ErrorImpersonateUserDenied'))
  })
  await settle()
  expect(world.statuses).toMatchObject([
    { state: 'pendingActivation', message: { key: 'ErrorImpersonateUserDenied' } },
  ])
  expect(world.board.list()).toMatchObject([{ id: 60130 }])

  exchange.bind = async () => 'calendar'
  await settle(30_000)

  expect(events()).toContain('activated')
  expect(world.board.list()).toEqual([])
})

it('lists a user without mailbox in one alarm [HC-042 HC-272]', async () => {
  const { world, settle } = createScene((fake) => {
    fake.bind = () => Promise.reject(ewsError('ErrorNonExistentMailbox'))
  })
  await settle()

  expect(world.statuses).toMatchObject([{ state: 'error', message: { key: 'ErrorNonExistentMailbox' } }])
  expect(world.board.list()).toMatchObject([
    { id: 60131, description: expect.stringContaining(ALICE.email) as string },
  ])
})

it('takes its alarms along when the user is served elsewhere [HC-225]', async () => {
  const { world, end, ended, settle } = createScene((fake) => {
    fake.bind = () => Promise.reject(ewsError('ErrorMailboxStoreUnavailable'))
  })
  await settle()
  expect(world.board.list()).toMatchObject([{ id: 60130 }])

  end.abort()
  await ended

  expect(world.board.list()).toEqual([])
})

it('subscribes again when the subscription has died, without ending it first [HC-053]', async () => {
  const { exchange, settle, events } = createScene()
  await settle(300)
  exchange.streams[0]?.send({
    kind: 'failed',
    code: 'ErrorSubscriptionNotFound',
    subscriptionIds: [`sub-${ALICE.email}`],
  })
  await settle()

  expect(events().filter((event) => event === 'subscribed')).toHaveLength(2)
  expect(events()).not.toContain('unsubscribed')
})

it('puts a user in error whose events cannot be streamed, and activates the user when they can [HC-060]', async () => {
  const { world, exchange, settle } = createScene()
  await settle(300)
  exchange.streams[0]?.send({ kind: 'failed', code: 'ErrorInternalServerError', subscriptionIds: [] })
  await settle()
  expect(world.statuses.at(-1)).toMatchObject({ state: 'error', message: { key: 'notSpecified' } })

  await settle(1_000)
  exchange.streams[1]?.send({ kind: 'alive' })
  await settle()

  expect(world.statuses.at(-1)).toMatchObject({ state: 'activated' })
})

it('stays away from a busy Exchange for as long as it asks [HC-063]', async () => {
  let binds = 0
  const { settle } = createScene((fake) => {
    fake.bind = () => {
      binds += 1
      return Promise.reject(
        new ConnectorError('EWS_ERROR', { message: '', reason: 'ErrorServerBusy', backOffMs: 90_000 }),
      )
    }
  })
  await settle()
  await settle(89_000)
  expect(binds).toBe(1)

  await settle(1_000)

  expect(binds).toBe(2)
})

it('tries a meeting again that could not be handled [HC-151]', async () => {
  const { world, exchange, settle } = createScene((fake) =>
    fake.items.set('item-1', calendarItem({ location: '@webex' })),
  )
  world.fail.add('site')
  await settle()
  expect(exchange.writes).toEqual([])

  world.fail.clear()
  await settle(30_000)

  expect(exchange.writes).toHaveLength(1)
})

it('lists the user on the alarm while a busy Exchange does not stream, and not when it does again [HC-235]', async () => {
  const { world, exchange, settle } = createScene()
  await settle(300)
  exchange.streams[0]?.end(
    new ConnectorError('EWS_ERROR', { message: '', reason: 'ErrorServerBusy', backOffMs: 60_000 }),
  )
  await settle()
  expect(world.board.list()).toMatchObject([
    { id: 60130, description: expect.stringContaining(ALICE.email) as string },
  ])

  await settle(60_000)
  exchange.streams[1]?.send({ kind: 'alive' })
  await settle()

  expect(world.board.list()).toEqual([])
})

it('lists the user on the alarm while a meeting waits for a busy Exchange, and decorates it then [HC-235]', async () => {
  const { world, exchange, settle } = createScene((fake) =>
    fake.items.set('item-1', calendarItem({ location: '@webex' })),
  )
  await settle(300)
  exchange.items.set('item-2', calendarItem({ ref: { id: 'item-2', changeKey: 'k' }, location: '@webex' }))
  exchange.beforeWrite = () => {
    throw new ConnectorError('EWS_ERROR', { message: '', reason: 'ErrorServerBusy', backOffMs: 90_000 })
  }
  exchange.streams[0]?.send({
    kind: 'notification',
    subscriptionId: `sub-${ALICE.email}`,
    changes: [{ kind: 'changed', itemId: 'item-2' }],
  })
  await settle()
  expect(world.board.list()).toMatchObject([{ id: 60130 }])
  exchange.beforeWrite = () => undefined
  await settle(89_999)
  expect(exchange.writes).toHaveLength(1)

  await settle(1)

  expect(exchange.writes.map(({ ref }) => ref.id)).toEqual(['item-1', 'item-2'])
  expect(world.board.list()).toEqual([])
})

it('lists a user with one subscription too many, and tries again later [HC-059]', async () => {
  const { world, exchange, settle } = createScene((fake) => {
    fake.subscribe = () => Promise.reject(ewsError('ErrorExceededSubscriptionCount'))
  })
  await settle()
  expect(world.board.list()).toMatchObject([{ id: 60130 }])
  expect(world.statuses.at(-1)).toMatchObject({
    state: 'error',
    message: { key: 'ErrorExceededSubscriptionCount' },
  })
  exchange.subscribe = async () => 'sub-1'

  await settle(30_000)

  expect(world.statuses.at(-1)).toMatchObject({ state: 'activated' })
  expect(world.board.list()).toEqual([])
})
