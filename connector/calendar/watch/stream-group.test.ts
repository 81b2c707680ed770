import { expect, it, vi } from 'vitest'
import { ConnectorError } from '../../error.js'
import { createFakeExchange, type FakeExchange } from '../../testing/fake-exchange.js'
import { createFakeWorld, type FakeWorld } from '../../testing/fake-services.js'
import { createStreamGroup, type StreamGroup, type StreamMember } from './stream-group.js'

function createScene(): {
  world: FakeWorld
  exchange: FakeExchange
  group: StreamGroup
  settle: (ms?: number) => Promise<void>
} {
  const world = createFakeWorld()
  const exchange = createFakeExchange()
  const { clock, steps, alarms } = world.services
  const group = createStreamGroup({
    exchange,
    clock,
    alarms,
    steps,
    signal: new AbortController().signal,
    anchor: 'alice',
  })
  const settle = async (ms = 0): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    world.clock.advanceTo(world.clock.now() + ms)
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return { world, exchange, group, settle }
}

function member(name: string): StreamMember {
  return {
    mailbox: { address: name, ewsUrl: 'https://ex/EWS', group: '' },
    subscriptionId: `sub-${name}`,
    onChanges: vi.fn<StreamMember['onChanges']>(),
    onGap: vi.fn<StreamMember['onGap']>(),
    onLost: vi.fn<StreamMember['onLost']>(),
    onStream: vi.fn<StreamMember['onStream']>(),
  }
}

it('shares one connection among its members and delivers to each its own [HC-054]', async () => {
  const { exchange, group, settle } = createScene()
  const [alice, bob] = [member('alice'), member('bob')]
  group.join(bob)
  group.join(alice)
  await settle(300)

  expect(exchange.streams.map(({ subscriptionIds }) => subscriptionIds)).toEqual([['sub-alice', 'sub-bob']])
  exchange.streams[0]?.send({
    kind: 'notification',
    subscriptionId: 'sub-bob',
    changes: [{ kind: 'changed', itemId: 'i' }],
  })
  await settle()

  expect(bob.onChanges).toHaveBeenCalledWith([{ kind: 'changed', itemId: 'i' }])
  expect(alice.onChanges).not.toHaveBeenCalled()
  expect(group.affinity.anchor).toBe('alice')
})

it('opens a new connection when a member joins, and reads the former one to its end', async () => {
  const { exchange, group, settle } = createScene()
  const [alice, bob] = [member('alice'), member('bob')]
  group.join(alice)
  await settle(300)
  exchange.streams[0]?.send({ kind: 'alive' })
  await settle()
  group.join(bob)
  await settle(300)
  exchange.streams[0]?.send({
    kind: 'notification',
    subscriptionId: 'sub-alice',
    changes: [{ kind: 'changed', itemId: 'late' }],
  })
  exchange.streams[1]?.send({ kind: 'alive' })
  exchange.streams[0]?.send({
    kind: 'failed',
    code: 'ErrorNewEventStreamConnectionOpened',
    subscriptionIds: ['sub-alice'],
  })
  exchange.streams[0]?.end()
  await settle()

  expect(exchange.streams[1]?.subscriptionIds).toEqual(['sub-alice', 'sub-bob'])
  expect(alice.onChanges).toHaveBeenCalledWith([{ kind: 'changed', itemId: 'late' }])
  for (const each of [alice, bob]) {
    expect(each.onGap).not.toHaveBeenCalled()
    expect(each.onLost).not.toHaveBeenCalled()
  }
})

it('looks for lost events when the former connection breaks instead', async () => {
  const { exchange, group, settle } = createScene()
  const [alice, bob] = [member('alice'), member('bob')]
  group.join(alice)
  await settle(300)
  exchange.streams[0]?.send({ kind: 'alive' })
  await settle()
  group.join(bob)
  await settle(300)
  exchange.streams[1]?.send({ kind: 'alive' })
  exchange.streams[0]?.end(new ConnectorError('UNREACHABLE', { message: 'reset' }))
  await settle()

  expect(alice.onGap).toHaveBeenCalledOnce()
  expect(bob.onGap).not.toHaveBeenCalled()
})

it('ends the connection when the last member leaves, and opens one for the next [HC-062]', async () => {
  const { exchange, group, settle } = createScene()
  group.join(member('alice'))
  await settle(300)
  exchange.streams[0]?.send({ kind: 'alive' })
  await settle()
  group.leave('sub-alice')
  await settle(300)
  group.join(member('bob'))
  await settle(300)

  expect(exchange.streams[0]?.aborted()).toBe(true)
  expect(exchange.streams.map(({ subscriptionIds }) => subscriptionIds)).toEqual([['sub-alice'], ['sub-bob']])
})

it('tells its members when streaming cannot be started, and when it goes on [HC-060]', async () => {
  const { exchange, group, settle } = createScene()
  const alice = member('alice')
  group.join(alice)
  await settle(300)
  exchange.streams[0]?.send({ kind: 'failed', code: 'ErrorInternalServerError', subscriptionIds: [] })
  await settle()
  expect(alice.onStream).toHaveBeenLastCalledWith(
    expect.objectContaining({ reason: 'ErrorInternalServerError' }),
  )

  await settle(1_000)
  exchange.streams[1]?.send({ kind: 'alive' })
  await settle()

  expect(alice.onStream).toHaveBeenLastCalledWith(null)
  expect(alice.onLost).not.toHaveBeenCalled()
})

it('stays away from a busy server for as long as it asks [HC-063]', async () => {
  const { exchange, group, settle } = createScene()
  group.join(member('alice'))
  await settle(300)
  const busy = { message: 'busy', reason: 'ErrorServerBusy', backOffMs: 120_000 }
  exchange.streams[0]?.end(new ConnectorError('EWS_ERROR', busy))
  await settle()
  await settle(119_000)
  expect(exchange.streams).toHaveLength(1)

  await settle(1_000)

  expect(exchange.streams).toHaveLength(2)
})

it('opens again after a clean end without looking for lost events [HC-052]', async () => {
  const { exchange, group, settle } = createScene()
  const alice = member('alice')
  group.join(alice)
  await settle(300)
  exchange.streams[0]?.send({ kind: 'alive' })
  exchange.streams[0]?.end()
  await settle(300)
  exchange.streams[1]?.send({ kind: 'alive' })
  await settle()

  expect(exchange.streams).toHaveLength(2)
  expect(alice.onGap).not.toHaveBeenCalled()
})

it('raises the alarm when the connection breaks, opens it again, catches up and clears the alarm [HC-052 HC-056 HC-232]', async () => {
  const { world, exchange, group, settle } = createScene()
  const alice = member('alice')
  group.join(alice)
  await settle(300)
  exchange.streams[0]?.end(new ConnectorError('UNREACHABLE', { message: 'reset' }))
  await settle()
  expect(world.board.list()).toMatchObject([{ id: 60100 }])
  await settle(1_000)
  exchange.streams[1]?.send({ kind: 'alive' })
  await settle()

  expect(alice.onGap).toHaveBeenCalledOnce()
  expect(world.board.list()).toEqual([])
})

it('gives up the one subscription that died and keeps the others [HC-053]', async () => {
  const { exchange, group, settle } = createScene()
  const [alice, bob] = [member('alice'), member('bob')]
  group.join(alice)
  group.join(bob)
  await settle(300)
  exchange.streams[0]?.send({
    kind: 'failed',
    code: 'ErrorSubscriptionNotFound',
    subscriptionIds: ['sub-bob'],
  })
  exchange.streams[0]?.send({ kind: 'closed' })
  exchange.streams[0]?.end()
  await settle(300)

  expect(bob.onLost).toHaveBeenCalledWith('ErrorSubscriptionNotFound')
  expect(alice.onLost).not.toHaveBeenCalled()
  expect(exchange.streams[1]?.subscriptionIds).toEqual(['sub-alice'])
})
