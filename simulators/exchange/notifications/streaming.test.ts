import { expect, it } from 'vitest'
import { instant, turn } from '../../core/index.js'
import {
  BOB,
  NotificationWorld,
  eventNames,
  notificationsOf,
  serviceAccount,
} from './testing/notification-world.js'

const MINUTE_MS = 60_000
const OK = { '@ResponseClass': 'Success', ResponseCode: 'NoError', ConnectionStatus: 'OK' }
const CLOSED = { ...OK, ConnectionStatus: 'Closed' }

async function advance(lab: NotificationWorld, ms: number): Promise<void> {
  await lab.clock.advanceTo(instant(lab.clock.now() + ms))
}

it('says OK at once and tells of a change in the turn of its commit', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])
  const stream = lab.open([id])

  lab.write(1)
  await Promise.resolve()

  expect(stream.frames[0]).toEqual(OK)
  expect(eventNames(stream.frames[1])).toEqual(['ModifiedEvent', 'ModifiedEvent(folder)'])
  expect(notificationsOf(stream.frames[1])[0]?.['SubscriptionId']).toBe(id)
})

it('tells of several commits of one turn in one envelope', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['calendar'])])

  lab.write(1)
  lab.write(2)
  await Promise.resolve()

  expect(stream.frames).toHaveLength(2)
  expect(eventNames(stream.frames[1])).toHaveLength(4)
})

it('puts no more events into an envelope than arrive in one piece, and loses none', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'], ['CreatedEvent'])
  for (let number = 1; number <= 120; number++) lab.write(number, 'CalendarItemCreated')

  const stream = lab.open([id])

  const notified = stream.frames.slice(1).map(eventNames)
  expect(notified.map((events) => events.length)).toEqual([23, 23, 23, 23, 23, 5])
})

it('shares the room of an envelope among subscriptions', () => {
  const lab = new NotificationWorld()
  const ids = [lab.subscribe(['calendar'], ['CreatedEvent']), lab.subscribe(['calendar'], ['CreatedEvent'])]
  for (let number = 1; number <= 30; number++) lab.write(number, 'CalendarItemCreated')

  const stream = lab.open(ids)

  expect(
    stream.frames.slice(1).map((frame) => notificationsOf(frame).map((each) => each.$each?.length)),
  ).toEqual([[23], [7, 15], [15]])
})

it('tells only of the event types asked for, and only of the folders asked for', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['calendar'], ['FreeBusyChangedEvent'])])

  lab.write(1)
  lab.write(2, 'MessageDelivered', { folder: 0x103 })
  await Promise.resolve()

  expect(stream.frames.slice(1).flatMap(eventNames)).toEqual(['FreeBusyChangedEvent'])
})

it('beats every 45 seconds of silence', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['calendar'])])

  await advance(lab, 44_999)
  const before = stream.frames.length
  await advance(lab, 1)

  expect(before).toBe(1)
  expect(stream.frames).toEqual([OK, OK])
})

it('beats 45 seconds after the last event, not after the last beat', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['calendar'])])
  await advance(lab, 30_000)
  lab.write(1)

  await advance(lab, 44_999)
  const before = stream.frames.length
  await advance(lab, 1)

  expect(before).toBe(2)
  expect(stream.frames.at(-1)).toEqual(OK)
})

it('closes at ConnectionTimeout in an envelope of its own, however much there was to tell', async () => {
  const lab = new NotificationWorld()
  const stream = lab.open([lab.subscribe(['calendar'])], { minutes: 1 })
  await advance(lab, 50_000)
  lab.write(1)

  await advance(lab, 10_000)
  await stream.done

  expect(stream.frames.map((frame) => frame['ConnectionStatus'] ?? eventNames(frame).length)).toEqual([
    'OK',
    'OK',
    2,
    'Closed',
  ])
})

it('queues events while the client is away and tells them first on the next connection', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])
  const first = lab.open([id])
  first.hangUp()
  await first.done
  lab.write(1)

  const second = lab.open([id])

  expect(first.frames).toEqual([OK])
  expect(second.frames[0]).toEqual(OK)
  expect(eventNames(second.frames[1])).toEqual(['ModifiedEvent', 'ModifiedEvent(folder)'])
})

it('gives a subscription to its newest connection, tells the older one, and swallows nothing', async () => {
  const lab = new NotificationWorld()
  const [shared, other] = [lab.subscribe(['calendar']), lab.subscribe(['inbox'])]
  const first = lab.open([shared, other])
  lab.write(1)

  const second = lab.open([shared])
  lab.write(2)
  await Promise.resolve()

  expect(first.frames.at(-1)).toMatchObject({
    '@ResponseClass': 'Error',
    ResponseCode: 'ErrorNewEventStreamConnectionOpened',
    ErrorSubscriptionIds: { SubscriptionId: [shared] },
    ConnectionStatus: 'OK',
  })
  expect(first.isOpen()).toBe(true)
  expect([...first.frames, ...second.frames].flatMap(eventNames)).toHaveLength(4)
})

it('closes the older connection when its last subscription has gone to a newer one', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])
  const first = lab.open([id])

  lab.open([id])
  await first.done

  expect(first.frames.at(-1)).toMatchObject({ ConnectionStatus: 'Closed' })
})

it('serves none of the ids when one is bad, and says which', async () => {
  const lab = new NotificationWorld()
  const [good, gone] = [lab.subscribe(['calendar']), lab.subscribe(['calendar'])]
  const served = lab.open([good])
  lab.unsubscribe(gone)

  const stream = lab.open([good, gone])
  await stream.done

  expect(stream.frames).toEqual([
    {
      '@ResponseClass': 'Error',
      MessageText: 'The specified subscription was not found.',
      ResponseCode: 'ErrorSubscriptionNotFound',
      DescriptiveLinkKey: 0,
      MessageXml: undefined,
      ErrorSubscriptionIds: { SubscriptionId: [gone] },
      ConnectionStatus: 'Closed',
    },
  ])
  expect(served.isOpen()).toBe(true)
})

it('forgets a subscription 30 minutes after its last connection ended', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])
  await advance(lab, 29 * MINUTE_MS)
  const stream = lab.open([id])
  await advance(lab, 10 * MINUTE_MS)
  stream.hangUp()
  await stream.done

  await advance(lab, 30 * MINUTE_MS - 1)
  const before = lab.subscriptions.count
  await advance(lab, 1)

  expect(before).toBe(1)
  expect(lab.unsubscribe(id)).toMatchObject({ ResponseCode: 'ErrorSubscriptionNotFound' })
})

it('lets only the account that subscribed use a subscription, whomever it impersonates', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])
  const stranger = { ...serviceAccount(), account: { sid: 'S-1-5-21-1-2-3-9999', userPrincipalName: 'x@y' } }

  const refused = lab.open([id], { caller: stranger })
  const granted = lab.open([id], { caller: serviceAccount(BOB) })

  expect(refused.frames[0]).toMatchObject({ ResponseCode: 'ErrorSubscriptionAccessDenied' })
  expect(granted.frames).toEqual([OK])
})

it('closes the connection when its last subscription is unsubscribed', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])
  const stream = lab.open([id])

  const answer = lab.unsubscribe(id)
  await stream.done

  expect(answer).toEqual({ '@ResponseClass': 'Success', ResponseCode: 'NoError' })
  expect(stream.frames.at(-1)).toEqual(CLOSED)
})

it('says that events were missed when the log no longer has them, and goes on', async () => {
  const lab = new NotificationWorld({ maxLogChanges: 10 })
  const id = lab.subscribe(['calendar'], ['CreatedEvent'])
  for (let number = 1; number <= 20; number++) lab.write(number, 'CalendarItemCreated')

  const stream = lab.open([id])
  lab.write(21, 'CalendarItemCreated')
  await Promise.resolve()

  expect(stream.frames[1]).toMatchObject({
    ResponseCode: 'ErrorMissedNotificationEvents',
    ConnectionStatus: 'OK',
  })
  expect(stream.frames.slice(2).flatMap(eventNames)).toEqual(['CreatedEvent'])
})

it('loses its subscriptions when the world is put back', async () => {
  const lab = new NotificationWorld()
  lab.write(1)
  const snapshot = lab.world.snapshot()
  const stream = lab.open([lab.subscribe(['calendar'])])

  lab.world.restore(snapshot)
  await stream.done

  expect(stream.frames.at(-1)).toMatchObject({
    ResponseCode: 'ErrorSubscriptionNotFound',
    ConnectionStatus: 'Closed',
  })
  expect(lab.subscriptions.count).toBe(0)
})

it('ends without a word when the server stops, and its subscriptions are gone', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])
  const stream = lab.open([id])

  lab.stopping.abort()
  await stream.done
  lab.subscriptions[Symbol.dispose]()

  expect(stream.frames).toEqual([OK])
  expect(lab.unsubscribe(id)).toMatchObject({ ResponseCode: 'ErrorSubscriptionNotFound' })
})

it('tells again what was written to a connection that nobody had noticed to be dead', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'], ['CreatedEvent'])
  const dead = lab.open([id])
  await turn()
  lab.write(1, 'CalendarItemCreated')
  await Promise.resolve()
  dead.hangUp('reset')

  const next = lab.open([id])

  expect(dead.frames.slice(1).flatMap(eventNames)).toEqual(['CreatedEvent'])
  expect(next.frames.slice(1).flatMap(eventNames)).toEqual(['CreatedEvent'])
})

it('does not tell again what a client has had before it went', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'], ['CreatedEvent'])
  const first = lab.open([id])
  lab.write(1, 'CalendarItemCreated')
  await Promise.resolve()
  first.hangUp()
  lab.write(2, 'CalendarItemCreated')

  const second = lab.open([id])

  expect(second.frames.slice(1).flatMap(eventNames)).toEqual(['CreatedEvent'])
})

it('beats with a StatusEvent for each subscription where the installation prefers that', async () => {
  const lab = new NotificationWorld({ heartbeat: 'StatusEvent' })
  const ids = [lab.subscribe(['calendar']), lab.subscribe(['inbox'])]
  const stream = lab.open(ids)

  await advance(lab, 45_000)

  expect(stream.frames[0]).toEqual(OK)
  expect(notificationsOf(stream.frames[1])).toEqual(
    ids.map((id) => ({ SubscriptionId: id, $each: [{ name: 'StatusEvent', value: {} }] })),
  )
})

it('serves 200 ids of several mailboxes on one connection, and tells each of its own', async () => {
  const lab = new NotificationWorld()
  const ids = Array.from({ length: 200 }, (_, number) =>
    number % 2 === 0
      ? lab.subscribe(['calendar'], ['ModifiedEvent'])
      : lab.subscribe(['calendar'], ['ModifiedEvent'], serviceAccount(BOB)),
  )
  const stream = lab.open(ids)

  lab.write(1)
  await Promise.resolve()

  const told = stream.frames.slice(1).flatMap(notificationsOf)
  expect(stream.frames.slice(1).map((frame) => eventNames(frame).length)).toEqual(Array(10).fill(20))
  expect(told.map(({ SubscriptionId }) => SubscriptionId)).toEqual(
    ids.filter((_, number) => number % 2 === 0),
  )
})

it('is there from 2010 SP1 on', async () => {
  const lab = new NotificationWorld()
  const id = lab.subscribe(['calendar'])

  const stream = lab.open([id], { version: 'Exchange2010' })

  await expect(stream.done).rejects.toThrow('ErrorIncorrectSchemaVersion')
  expect(() => lab.subscribe(['calendar'], ['CreatedEvent'], serviceAccount(), 'Exchange2010')).toThrow(
    'ErrorIncorrectSchemaVersion',
  )
})
