import { Agent, request } from 'node:http'
import { expect, it } from 'vitest'
import { connectEws } from '../../../../clients/index.js'
import { instant } from '../../../core/index.js'
import { authenticateToken, negotiateToken } from '../../access/testing/ntlm-client.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../../testing/exchange-lab.js'
import { rawPost, type RawPost } from '../../testing/raw-post.js'
import { soapEnvelope, streamRequest, subscribeRequest } from '../../testing/soap.js'
import type { LoadBalancerOptions } from './load-balancer-options.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const ALICE = 'alice@ent-pa.example'
const ROOMS = '<m:GetRoomLists/>'
const MINUTE_MS = 60_000

const balanced = (loadBalancer: LoadBalancerOptions, servers = 2) =>
  startExchangeLab({ servers, loadBalancer })

function connect(lab: Lab, username: string) {
  return connectEws({
    url: `http://127.0.0.1:${lab.port}/EWS/Exchange.asmx`,
    credentials: { username: `ENT-PA\\${username}`, password: PASSWORD },
    authentication: 'ntlm',
  })
}

function post(lab: Lab, body: string, more: Partial<RawPost> = {}) {
  const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
  return rawPost({ port: lab.port, credentials, body: soapEnvelope(body, ALICE), ...more })
}

async function frontEndOf(lab: Lab, more: Partial<RawPost> = {}): Promise<string> {
  const { head } = await post(lab, ROOMS, more)
  return /^X-FEServer: (.*)$/m.exec(head)?.[1] ?? String(/ (\d{3})/.exec(head)?.[1])
}

/** Who asked for rooms and was answered, in turn. */
function served(lab: Lab): readonly (string | null)[] {
  return [...lab.core.journal.entries()]
    .filter(({ operation, outcome }) => operation === 'GetRoomLists' && outcome === 'NoError')
    .map(({ principal }) => principal)
}

async function subscribe(lab: Lab, more: Partial<RawPost> = {}): Promise<string> {
  const answer = await post(lab, subscribeRequest(['CreatedEvent']), more)
  return /<m:SubscriptionId>(.*?)</.exec(await answer.chunk(0))?.[1] ?? ''
}

/** One client's connection, on which it sends one leg of a handshake after the other. */
function leg(lab: Lab) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { 'Content-Type': 'text/xml' }
  return (authorization: string) =>
    new Promise<{ status: number; challenge: string }>((resolve, reject) => {
      const options = { port: lab.port, path: '/EWS/Exchange.asmx', method: 'POST', agent }
      request({ ...options, headers: { ...headers, authorization } }, (answer) => {
        const challenge = /NTLM (\S+)/.exec(answer.headers['www-authenticate'] ?? '')?.[1] ?? ''
        answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, challenge }))
      })
        .on('error', reject)
        .end(soapEnvelope(ROOMS))
    })
}

const advance = (lab: Lab, ms: number) => lab.clock.advanceTo(instant(lab.clock.now() + ms))

it('gives connections to the servers in turn', async () => {
  await using lab = await balanced({})

  const names = [await frontEndOf(lab), await frontEndOf(lab), await frontEndOf(lab)]

  expect(names).toEqual(['EX01', 'EX02', 'EX01'])
})

it('still lets in whoever names one server', async () => {
  await using lab = await balanced({})

  expect([
    await frontEndOf(lab, { host: 'ex02.ent-pa.example' }),
    await frontEndOf(lab, { host: 'ex02.ent-pa.example' }),
  ]).toEqual(['EX02', 'EX02'])
})

it('keeps the log-on of a client by NTLM with its connection', async () => {
  await using lab = await balanced({})
  await using alice = connect(lab, 'alice')
  await using bob = connect(lab, 'bob')

  for (let round = 0; round < 3; round++) await Promise.all([alice.ask(ROOMS), bob.ask(ROOMS)])

  expect([...served(lab)].sort()).toEqual([
    ...Array<string>(3).fill('ENT-PA\\alice'),
    ...Array<string>(3).fill('ENT-PA\\bob'),
  ])
  const handshakes = [...lab.core.journal.entries()].filter(({ outcome }) => outcome === '401')
  expect(handshakes).toHaveLength(4)
})

it('serves anybody as whoever logged on by NTLM when its connections are shared', async () => {
  await using lab = await balanced({ connections: 'shared' }, 1)
  await using alice = connect(lab, 'alice')
  await alice.ask(ROOMS)

  const { credentials: _none, ...anonymous } = { port: lab.port, credentials: '', body: soapEnvelope(ROOMS) }
  const answer = await rawPost(anonymous)

  expect(answer.status).toBe(200)
  expect(served(lab)).toEqual(['ENT-PA\\alice', 'ENT-PA\\alice'])
})

it('breaks the log-on by NTLM of a client between whose messages another one logs on', async () => {
  await using lab = await balanced({ connections: 'shared' }, 1)
  const [alice, bob] = [leg(lab), leg(lab)]
  const logon = { domain: 'ENT-PA', user: 'alice', password: PASSWORD }

  const alices = await alice(`NTLM ${negotiateToken()}`)
  await bob(`NTLM ${negotiateToken()}`)
  const answer = await alice(`NTLM ${authenticateToken(alices.challenge, logon)}`)

  expect([alices.status, answer.status]).toEqual([401, 401])
  expect(served(lab)).toEqual([])
})

it('leads a client back by its session cookie', async () => {
  await using lab = await balanced({ affinity: 'cookie' })
  const first = await post(lab, ROOMS)
  const cookie = /exchangecookie=\w+/.exec(first.head)?.[0] ?? ''

  const names = [
    await frontEndOf(lab, { headers: { Cookie: cookie } }),
    await frontEndOf(lab),
    await frontEndOf(lab, { headers: { Cookie: cookie } }),
  ]

  expect(names).toEqual(['EX01', 'EX02', 'EX01'])
})

it('passes each envelope of a stream on as it comes', async () => {
  await using lab = await balanced({}, 1)
  const stream = await post(lab, streamRequest([await subscribe(lab)], 2))

  await stream.chunk(0)
  await advance(lab, 2 * MINUTE_MS)
  await stream.ended

  expect(stream.chunks).toHaveLength(4)
  expect(stream.chunks.every((chunk) => /^<Envelope .*<\/Envelope>$/.test(chunk))).toBe(true)
  expect(stream.head).toMatch(/X-NoBuffering: 1/)
})

it('cuts a stream whose heartbeats are further apart than it waits', async () => {
  await using lab = await balanced({ idleCutMs: 30_000 }, 1)
  const stream = await post(lab, streamRequest([await subscribe(lab)]))
  await stream.chunk(0)

  await advance(lab, 40_000)
  await stream.closed

  expect(stream.chunks).toHaveLength(1)
})

it('lets a stream live that says something in time', async () => {
  await using lab = await balanced({ idleCutMs: MINUTE_MS }, 1)
  const stream = await post(lab, streamRequest([await subscribe(lab)]))

  for (let beat = 0; beat < 4; beat++) {
    await stream.chunk(beat)
    await advance(lab, 45_000)
  }

  expect((await stream.chunk(4)).length).toBeGreaterThan(0)
})

it('chooses no server that drains, and leaves those on it who are', async () => {
  await using lab = await balanced({})
  const stream = await post(lab, streamRequest([await subscribe(lab)]))
  lab.exchange.serverControl.drain('EX02')

  const names = [await frontEndOf(lab), await frontEndOf(lab), await frontEndOf(lab)]

  expect(names).toEqual(['EX01', 'EX01', 'EX01'])
  expect(stream.chunks.join('')).not.toContain('Closed')
})

it('goes on with the servers that run, and answers 503 when none does', async () => {
  await using lab = await balanced({})
  await lab.exchange.serverControl.stop('EX01')

  const one = [await frontEndOf(lab), await frontEndOf(lab)]
  await lab.exchange.serverControl.stop('EX02')
  const none = await frontEndOf(lab)
  await lab.exchange.serverControl.start('EX02')

  expect([...one, none, await frontEndOf(lab)]).toEqual(['EX02', 'EX02', '503', 'EX02'])
})

it('lets a client by NTLM go on with another server when its own stops', async () => {
  await using lab = await balanced({})
  await using alice = connect(lab, 'alice')
  await alice.ask(ROOMS)
  const [before] = [...lab.core.journal.entries()].filter(({ outcome }) => outcome === 'NoError')

  await lab.exchange.serverControl.stop('EX01')
  await alice.ask(ROOMS)

  expect(before?.connection).toContain('EX01')
  expect(served(lab)).toHaveLength(2)
  expect(lab.mistakes).toEqual([])
})
