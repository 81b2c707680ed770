import { expect, it } from 'vitest'
import type { Exchange, Mailbox } from '../../ports/exchange.js'
import { fault, refused, success } from '../../testing/ews-answers.js'
import { startServer, type TestServer } from '../../testing/http-server.js'
import { createTools } from '../../testing/tools.js'
import { createVirtualClock, type VirtualClock } from '../../time-and-chance/virtual-clock.js'
import { createExchangePool } from '../http/exchange-pool.js'
import { createExchange } from './exchange-adapter.js'

/** 2026-03-02T09:00:00Z */
const NOW = 1_772_442_000_000
const BOUND = success(
  'GetFolder',
  '<m:Folders><t:CalendarFolder><t:FolderId Id="f1"/></t:CalendarFolder></m:Folders>',
)
const ALICE = 'alice@ent-pa.example'

interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Scene extends AsyncDisposable {
  readonly server: TestServer
  readonly exchange: Exchange
  readonly clock: VirtualClock
  readonly alice: Mailbox
  /** Lets the connector do what it can, and then moves time. */
  pass(ms: number): Promise<void>
}

/** Exchange on a clock that stands still: it gives the answers one after the other, the last again and again. */
async function openScene(...answers: readonly Answer[]): Promise<Scene> {
  const rest = [...answers]
  const server = await startServer((_request, response) => {
    const { status = 200, headers = {}, body = '' } = (rest.length > 1 ? rest.shift() : rest[0]) ?? {}
    response.writeHead(status, headers).end(body)
  })
  const clock = createVirtualClock(NOW)
  const tools = { ...createTools(), clock }
  const account = { username: 'svc', password: 'x', authentication: ['basic'] } as const
  const pool = createExchangePool({ tools, account, verify: true })
  return {
    server,
    clock,
    exchange: createExchange({ ...tools, pool }),
    alice: { address: ALICE, ewsUrl: `${server.url}/EWS`, group: '' },
    pass: async (ms) => {
      await tools.activity.settled()
      clock.advanceTo(clock.now() + ms)
      await tools.activity.settled()
    },
    [Symbol.asyncDispose]: async () => {
      pool.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

const value = (name: string, text: string | number): string => `<t:Value Name="${name}">${text}</t:Value>`
const backOff = (ms: number): string => value('BackOffMilliseconds', ms)
const POLICY = value('Policy', 'MaxConcurrency') + value('MaxConcurrencyLimit', 27)

it.each<[string, number, Answer]>([
  ['a fault', 20_000, { status: 500, body: fault('ErrorServerBusy', backOff(20_000)) }],
  ['a response message', 20_000, { body: refused('GetFolder', 'ErrorServerBusy', backOff(20_000)) }],
  [
    'an internal error with the code inside',
    20_000,
    {
      body: refused(
        'GetFolder',
        'ErrorInternalServerError',
        value('InnerErrorResponseCode', 'ErrorServerBusy') + backOff(20_000),
      ),
    },
  ],
  ['too many connections', 10_000, { status: 500, body: fault('ErrorExceededConnectionCount', POLICY) }],
  ['HTTP 503', 10_000, { status: 503 }],
  ['HTTP 503 with seconds to wait', 25_000, { status: 503, headers: { 'retry-after': '25' } }],
  [
    'HTTP 503 with the time to come back at',
    15_000,
    { status: 503, headers: { 'retry-after': 'Mon, 02 Mar 2026 09:00:15 GMT' } },
  ],
])('waits before it asks a busy Exchange again: %s [HC-063 HC-235]', async (_form, waitMs, busy) => {
  await using scene = await openScene(busy, { body: BOUND })
  const bound = scene.exchange.bind(scene.alice)
  await scene.pass(waitMs - 1)
  expect(scene.server.received).toHaveLength(1)

  await scene.pass(1)

  expect(await bound).toBe('f1')
  expect(scene.server.received).toHaveLength(2)
})

it('does not wait for long by itself, and makes no call before the time is over [HC-063]', async () => {
  await using scene = await openScene(
    { status: 500, body: fault('ErrorServerBusy', backOff(297_749)) },
    { body: BOUND },
  )
  const busy = { code: 'EWS_ERROR', reason: 'ErrorServerBusy' }
  await expect(scene.exchange.bind(scene.alice)).rejects.toMatchObject({ ...busy, backOffMs: 297_749 })
  await scene.pass(97_749)

  await expect(scene.exchange.automaticReplies(scene.alice)).rejects.toMatchObject({
    ...busy,
    backOffMs: 200_000,
  })
  expect(scene.server.received).toHaveLength(1)
  await scene.pass(200_000)

  expect(await scene.exchange.bind(scene.alice)).toBe('f1')
})

it('leaves only that mailbox alone, unless the whole server is busy [HC-063 HC-235]', async () => {
  await using scene = await openScene(
    { status: 500, body: fault('ErrorServerBusy', backOff(60_000)) },
    { body: BOUND },
    { status: 503, headers: { 'retry-after': '60' } },
    { body: BOUND },
  )
  const { exchange, alice } = scene
  const bob = { ...alice, address: 'bob@ent-pa.example' }
  await expect(exchange.bind(alice)).rejects.toMatchObject({ reason: 'ErrorServerBusy' })
  expect(await exchange.bind(bob)).toBe('f1')
  await expect(exchange.bind(bob)).rejects.toMatchObject({ reason: 'HTTP error code 503' })

  const carol = { ...alice, address: 'carol@ent-pa.example' }
  await expect(exchange.bind(carol)).rejects.toMatchObject({ backOffMs: 60_000 })
  expect(scene.server.received).toHaveLength(3)
})

it('gives a call up that is refused again and again', async () => {
  await using scene = await openScene({
    status: 500,
    body: fault('ErrorExceededConnectionCount', POLICY),
  })
  const bound = expect(scene.exchange.bind(scene.alice)).rejects.toMatchObject({
    reason: 'ErrorExceededConnectionCount',
  })
  for (let wait = 0; wait < 4; wait += 1) await scene.pass(10_000)

  await bound
  expect(scene.server.received).toHaveLength(5)
})

it.each<[string, Answer, object]>([
  ['a fault', { status: 500, body: fault('ErrorServerBusy', backOff(90_000)) }, { backOffMs: 90_000 }],
  ['HTTP 503', { status: 503, headers: { 'retry-after': '90' } }, { backOffMs: 90_000 }],
  [
    'too many connections',
    { status: 500, body: fault('ErrorExceededConnectionCount', POLICY) },
    { reason: 'ErrorExceededConnectionCount', backOffMs: null },
  ],
])('passes on that a stream is refused for now: %s [HC-063 HC-235]', async (_form, answer, error) => {
  await using scene = await openScene(answer)
  const { exchange, alice } = scene
  const options = { affinity: { anchor: ALICE, cookie: null }, signal: new AbortController().signal }
  const stream = exchange.stream(alice, ['s1'], options)

  await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject(error)
})

it('reads how long to stay away from the message of a stream [HC-063]', async () => {
  await using scene = await openScene({
    body: refused('GetStreamingEvents', 'ErrorServerBusy', backOff(90_000)).replace(/^<\?xml[^>]*>/, ''),
  })
  const options = { affinity: { anchor: ALICE, cookie: null }, signal: new AbortController().signal }
  const stream = scene.exchange.stream(scene.alice, ['s1'], options)

  const first = await stream[Symbol.asyncIterator]().next()

  expect(first.value).toEqual({
    kind: 'failed',
    code: 'ErrorServerBusy',
    subscriptionIds: [],
    backOffMs: 90_000,
  })
})

it('tells of one subscription too many, and does not ask again by itself [HC-059]', async () => {
  await using scene = await openScene({ body: refused('Subscribe', 'ErrorExceededSubscriptionCount') })
  const { exchange, alice } = scene

  await expect(exchange.subscribe(alice, { anchor: ALICE, cookie: null })).rejects.toMatchObject({
    code: 'EWS_ERROR',
    reason: 'ErrorExceededSubscriptionCount',
  })
  expect(scene.server.received).toHaveLength(1)
})
