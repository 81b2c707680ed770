import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { startServer, type Received } from '../../testing/http-server.js'
import { createTools } from '../../testing/tools.js'
import type { ExchangeAccount } from './exchange-connection.js'
import { createExchangePool } from './exchange-pool.js'

/** A Type 2 message without target information. */
const CHALLENGE = `NTLM ${Buffer.concat([Buffer.from('NTLMSSP\0\x02\0\0\0', 'latin1'), Buffer.alloc(36)]).toString('base64')}`

function account(...authentication: ExchangeAccount['authentication']): ExchangeAccount {
  return { username: 'svc@ent-pa.example', password: 'canary', authentication }
}

/** Takes NTLM (any password: the codec has its own test), bound to the connection as IIS does. */
function ntlmServer(
  offers: readonly string[] = ['Negotiate', 'NTLM'],
): (request: Received, response: ServerResponse) => void {
  const known = new WeakSet<Socket>()
  return ({ authorization = '', socket, body }, response) => {
    const type = authorization.startsWith('NTLM ')
      ? Buffer.from(authorization.slice(5), 'base64')[8]
      : undefined
    if (type === 3) known.add(socket)
    if (known.has(socket)) response.end(`done:${body}`)
    else
      response
        .writeHead(401, {
          'www-authenticate': type === 1 && offers.includes('NTLM') ? CHALLENGE : [...offers],
        })
        .end()
  }
}

it('authenticates a connection once and uses it again [HC-015]', async () => {
  await using server = await startServer(ntlmServer())
  const pool = createExchangePool({ tools: createTools(), account: account('ntlm'), verify: true })

  const first = await pool.call({ method: 'POST', url: server.url, body: 'one' })
  const second = await pool.call({ method: 'POST', url: server.url, body: 'two' })
  pool.close()

  expect([first.body, second.body]).toEqual(['done:one', 'done:two'])
  expect(server.received.map(({ body }) => body)).toEqual(['', 'one', 'two'])
  expect(new Set(server.received.map(({ socket }) => socket)).size).toBe(1)
})

it('starts over on a new connection when the server has closed the old one', async () => {
  const answer = ntlmServer()
  await using server = await startServer((request, response) => {
    answer(request, response)
    if (request.body !== '') response.once('close', () => request.socket.destroy())
  })
  const pool = createExchangePool({ tools: createTools(), account: account('ntlm'), verify: true })

  const answers = [
    await pool.call({ method: 'POST', url: server.url, body: 'one' }),
    await pool.call({ method: 'POST', url: server.url, body: 'two' }),
  ]
  pool.close()

  expect(answers.map(({ body }) => body)).toEqual(['done:one', 'done:two'])
})

it('never sends Basic when only NTLM is allowed, and says that access is denied [HC-015 HC-016]', async () => {
  await using server = await startServer(ntlmServer(['Basic realm="x"']))
  const pool = createExchangePool({ tools: createTools(), account: account('ntlm'), verify: true })

  const call = pool.call({ method: 'POST', url: server.url, body: 'one' })

  await expect(call).rejects.toMatchObject({ code: 'ACCESS_DENIED', reason: 'HTTP error code 401' })
  expect(server.received.every(({ authorization = '' }) => authorization.startsWith('NTLM '))).toBe(true)
  pool.close()
})

it('never sends NTLM when only Basic is allowed [HC-015]', async () => {
  await using server = await startServer((_request, response) => response.end('done'))
  const pool = createExchangePool({ tools: createTools(), account: account('basic'), verify: true })

  await pool.call({ method: 'POST', url: server.url, body: 'one' })
  pool.close()

  expect(server.received.map(({ authorization }) => authorization)).toEqual([
    `Basic ${btoa('svc@ent-pa.example:canary')}`,
  ])
})

it('tries the second scheme when the first fails [HC-015]', async () => {
  await using server = await startServer(({ authorization = '' }, response) => {
    response.writeHead(authorization.startsWith('Basic ') ? 200 : 401).end('done')
  })
  const pool = createExchangePool({ tools: createTools(), account: account('ntlm', 'basic'), verify: true })

  const { body } = await pool.call({ method: 'POST', url: server.url, body: 'one' })
  pool.close()

  expect(body).toBe('done')
})

it('calls a server that refuses connections unreachable', async () => {
  const server = await startServer(() => undefined)
  await server[Symbol.asyncDispose]()
  const pool = createExchangePool({ tools: createTools(), account: account('ntlm'), verify: true })

  await expect(pool.call({ method: 'POST', url: server.url })).rejects.toMatchObject({
    code: 'UNREACHABLE',
    reason: 'ECONNREFUSED',
  })
})

it('counts every byte that the server sees', async () => {
  await using server = await startServer(ntlmServer())
  const tools = createTools()
  const pool = createExchangePool({ tools, account: account('ntlm'), verify: true })

  await Promise.all(
    ['one', 'two', 'three'].map((body) => pool.call({ method: 'POST', url: server.url, body })),
  )

  expect(tools.traffic.count()).toEqual({ sent: server.bytes().received, received: server.bytes().sent })
  pool.close()
})

it('waits for answers by as many connections as it has, and lets other calls stand in line', async () => {
  const held: ServerResponse[] = []
  let fill = (): void => undefined
  const isFull = new Promise<void>((resolve) => (fill = resolve))
  await using server = await startServer((_request, response) => {
    held.push(response)
    if (held.length === 5) fill()
    if (held.length > 5) response.end('done')
  })
  const tools = createTools()
  const pool = createExchangePool({ tools, account: account('basic'), verify: true })
  const calls = Array.from({ length: 7 }, (_, number) =>
    pool.call({ method: 'POST', url: server.url, body: String(number) }),
  )

  await isFull
  const waiting = tools.activity.waiting
  for (const response of held) response.end('done')
  const answers = await Promise.all(calls)
  pool.close()

  expect(waiting).toBe(5)
  expect(answers.map(({ body }) => body)).toEqual(calls.map(() => 'done'))
  expect(tools.activity.waiting).toBe(0)
})
