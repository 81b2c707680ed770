import type { ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { startServer, type TestServer } from '../testing/http-server.js'
import { createActivity } from './activity.js'
import { joinLabTime } from './lab-time.js'

/** A lab that holds each report until the test says the time. */
function createLab(): {
  answer: Parameters<typeof startServer>[0]
  say: (now: number) => Promise<void>
  reports: (server: TestServer) => unknown[]
} {
  const held: ServerResponse[] = []
  let arrived: () => void = () => undefined
  return {
    answer: (_request, response) => {
      held.push(response)
      arrived()
    },
    say: async (now) => {
      while (held.length === 0) await new Promise<void>((resolve) => (arrived = resolve))
      held.shift()?.end(JSON.stringify({ now, probe: 1 }))
    },
    reports: ({ received }) => received.map(({ body }): unknown => JSON.parse(body)),
  }
}

it('tells its timer and its bytes, and wakes sleepers when the lab moves on', async () => {
  const lab = createLab()
  await using server = await startServer(lab.answer)
  const stop = new AbortController()
  const joining = joinLabTime({
    url: server.url,
    activity: createActivity(),
    bytes: () => ({ sent: 3, received: 4 }),
    signal: stop.signal,
  })
  await lab.say(1_000)
  const { clock, gone } = await joining
  gone.catch(() => undefined)

  const slept = clock.sleep(500)
  await lab.say(1_200)
  await lab.say(1_500)
  await slept

  expect(clock.now()).toBe(1_500)
  expect(lab.reports(server).slice(0, 3)).toEqual([
    { now: null, idle: true, waiting: 0, nextTimer: null, bytesSent: 3, bytesReceived: 4 },
    { now: 1_000, idle: true, waiting: 0, nextTimer: 1_500, bytesSent: 3, bytesReceived: 4 },
    { now: 1_200, idle: true, waiting: 0, nextTimer: 1_500, bytesSent: 3, bytesReceived: 4 },
  ])
  stop.abort()
})

it('reports nothing while work is in flight', async () => {
  const lab = createLab()
  await using server = await startServer(lab.answer)
  const activity = createActivity()
  const stop = new AbortController()
  const done = activity.begin()
  const joining = joinLabTime({
    url: server.url,
    activity,
    bytes: () => ({ sent: 0, received: 0 }),
    signal: stop.signal,
  })
  await lab.say(1_000)
  const { gone } = await joining
  gone.catch(() => undefined)
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  expect(server.received).toHaveLength(1)

  done()
  await lab.say(2_000)

  expect(server.received).toHaveLength(2)
  stop.abort()
})

it('says when the lab is gone', async () => {
  const server = await startServer(() => undefined)
  await server[Symbol.asyncDispose]()

  const joining = joinLabTime({
    url: server.url,
    activity: createActivity(),
    bytes: () => ({ sent: 0, received: 0 }),
    signal: new AbortController().signal,
  })

  await expect(joining).rejects.toMatchObject({ code: 'LAB_GONE' })
})
