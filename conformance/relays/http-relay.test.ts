import { once } from 'node:events'
import { Agent, type IncomingMessage, type RequestListener, createServer, request } from 'node:http'
import { text } from 'node:stream/consumers'

import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

import { openHttpRelay } from './http-relay.js'
import { createLedger } from './ledger.js'
import { listen } from './listen.js'
import { LOOPBACK_ADDRESS } from './relay-address.js'
import { NO_SABOTAGE, type Sabotage } from './sabotage.js'

async function openWorld(answer: RequestListener, sabotage: Sabotage = NO_SABOTAGE) {
  const ledger = createLedger()
  const server = createServer(answer)
  const upstream = await listen(server)
  const relay = await openHttpRelay({
    service: 'cloud',
    node: 1,
    ledger,
    sabotage,
    certificate: undefined,
    ca: '',
    address: LOOPBACK_ADDRESS,
  })
  relay.connectTo(`http://127.0.0.1:${upstream.port}`)
  const close = async (): Promise<void> => {
    await relay[Symbol.asyncDispose]()
    await upstream.close()
  }
  return { ledger, server, origin: relay.origin, [Symbol.asyncDispose]: close }
}

function post(url: string, body: string, agent = new Agent()): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent }).on('response', resolve).on('error', reject).end(body)
  })
}

/** Answers with the client's port as the server sees it. */
const tellPort: RequestListener = (incoming, outgoing) => {
  incoming.resume()
  incoming.on('end', () => outgoing.end(String(incoming.socket.remotePort)))
}

it('gives each client connection one upstream connection of its own, as NTLM needs', async () => {
  await using world = await openWorld(tellPort)
  const agents = [1, 2].map(() => new Agent({ keepAlive: true, maxSockets: 1 }))
  const ask = async (agent: Agent | undefined) => text(await post(world.origin, 'x', agent))

  const [first, second, again] = [await ask(agents[0]), await ask(agents[1]), await ask(agents[0])]

  for (const agent of agents) agent.destroy()
  expect(second).not.toBe(first)
  expect(again).toBe(first)
})

it('notes what went on, rewritten, and what the server answered', async () => {
  await using world = await openWorld(
    (incoming, outgoing) => void text(incoming).then((body) => outgoing.end(`got ${body}`)),
    { request: (sent) => ({ kind: 'forwarded', request: { ...sent, body: 'rewritten' } }) },
  )

  const answer = await text(await post(`${world.origin}/v1/rooms`, 'original'))

  expect(answer).toBe('got rewritten')
  expect(world.ledger.exchanges()).toMatchObject([
    {
      request: { method: 'POST', path: '/v1/rooms', body: 'rewritten' },
      answer: { status: 200, body: 'got rewritten' },
    },
  ])
})

it('notes a forged exchange and forgets a swallowed one', async () => {
  const answer = { status: 204, headers: {}, body: '' }
  await using world = await openWorld(tellPort, {
    request: (sent) =>
      sent.path === '/forged' ? { kind: 'forged', request: sent, answer } : { kind: 'swallowed', answer },
  })

  const statuses = [await post(`${world.origin}/forged`, ''), await post(`${world.origin}/swallowed`, '')]

  expect(statuses.map(({ statusCode }) => statusCode)).toEqual([204, 204])
  expect(world.ledger.exchanges().map((exchange) => exchange.request.path)).toEqual(['/forged'])
})

it('passes a stream on chunk by chunk', async () => {
  await using world = await openWorld((_incoming, outgoing) => void outgoing.write('first'))

  const answer = await post(world.origin, '')
  answer.setEncoding('utf8')
  const [chunk] = (await once(answer, 'data')) as readonly string[]

  expect(chunk).toBe('first')
})

it('sends an addition on the same upstream connection', async () => {
  const ports: (number | undefined)[] = []
  await using world = await openWorld(
    (incoming, outgoing) => {
      ports.push(incoming.socket.remotePort)
      tellPort(incoming, outgoing)
    },
    { after: async (sent, _status, send) => void (await send({ ...sent, path: '/added' })) },
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })

  await text(await post(`${world.origin}/one`, '', agent))
  await text(await post(`${world.origin}/two`, '', agent))

  agent.destroy()
  expect(new Set(ports).size).toBe(1)
  expect(world.ledger.exchanges().map((exchange) => exchange.request.path)).toContain('/added')
})

it('joins web sockets and notes the frames of the node', async () => {
  await using world = await openWorld(tellPort)
  const acceptor = new WebSocketServer({ server: world.server })
  acceptor.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => socket.send(`echo ${data.toString()}`)),
  )
  const socket = new WebSocket(world.origin.replace('http', 'ws'))

  const echoed = await new Promise((resolve, reject) => {
    socket.on('open', () => socket.send('authorization'))
    socket.on('message', (data: Buffer) => resolve(data.toString()))
    socket.on('error', reject)
  })

  socket.terminate()
  expect(echoed).toBe('echo authorization')
  expect(world.ledger.frames()).toEqual([{ node: 1, text: 'authorization' }])
})
