import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'
import tls from 'node:tls'
import { expect, it, vi } from 'vitest'
import { instant } from '../../core/index.js'
import { startProxiedNetwork } from './testing/proxied-network.js'

type Lab = Awaited<ReturnType<typeof startProxiedNetwork>>

interface Tunnel {
  readonly status: number
  readonly challenges: readonly string[]
  readonly socket: Socket
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

async function connect({ port }: Lab, target: string, authorization?: string): Promise<Tunnel> {
  const request = http.request({
    port,
    method: 'CONNECT',
    path: target,
    agent: false,
    headers: authorization === undefined ? {} : { 'Proxy-Authorization': authorization },
  })
  request.end()
  const [answer, socket, head] = (await once(request, 'connect')) as [http.IncomingMessage, Socket, Buffer]
  if (head.length > 0) socket.unshift(head)
  socket.on('error', () => undefined)
  const challenges = answer.headersDistinct['proxy-authenticate'] ?? []
  return { status: answer.statusCode ?? 0, challenges, socket }
}

/** A GET through a tunnel, in TLS with the host checked unless the port is plain. */
async function getThrough(lab: Lab, { socket }: Tunnel, host: string, secured = true): Promise<string> {
  const stream = secured ? tls.connect({ socket, servername: host, ca: [lab.ca.pem] }) : socket
  if (secured) await once(stream, 'secureConnect')
  stream.write(`GET /x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  let text = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) text += chunk.toString()
  return text.slice(text.indexOf('\r\n\r\n'))
}

interface Absolute {
  readonly url: string
  readonly method?: string
  readonly body?: string
  readonly headers?: http.OutgoingHttpHeaders
  readonly agent?: http.Agent
}

async function askAbsolute({ port }: Lab, { url, method = 'GET', body = '', headers = {}, agent }: Absolute) {
  const request = http.request({
    port,
    method,
    path: url,
    headers: { ...headers, Host: new URL(url).host },
    agent: agent ?? false,
  })
  request.end(body)
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  let text = ''
  for await (const chunk of answer as AsyncIterable<Buffer>) text += chunk.toString()
  return { status: answer.statusCode, headers: answer.headersDistinct, text }
}

it.each([
  ['autodiscover.ent-pa.example', 443, true, 'exchange'],
  ['ent-pa.example', 443, true, 'exchange'],
  ['ent-pa.example', 80, false, 'exchangeHttp'],
])(
  'leads the standard port of a host of the lab to the endpoint: %s:%i [HC-022]',
  async (host, port, secured, endpoint) => {
    await using lab = await startProxiedNetwork()

    const tunnel = await connect(lab, `${host}:${port}`)
    const text = await getThrough(lab, tunnel, host, secured)

    expect(tunnel.status).toBe(200)
    expect(text).toContain(`GET ${host}/x main/${endpoint}#1`)
  },
)

it("leads to the lab's own ports by address and by name", async () => {
  await using lab = await startProxiedNetwork()
  const own = new URL(lab.set.origins.exchangeHttp).port
  const ldap = new URL(lab.set.origins.ldap).port

  const byAddress = await connect(lab, `127.0.0.1:${own}`)
  const byName = await connect(lab, `ex01.ent-pa.example:${own}`)
  const directory = await connect(lab, `dc1.ent-pa.example:389`)
  directory.socket.write('hello')

  expect(await getThrough(lab, byAddress, 'lab', false)).toContain('main/exchangeHttp#1')
  expect(await getThrough(lab, byName, 'lab', false)).toContain('main/exchangeHttp#2')
  expect(String(await once(directory.socket, 'data'))).toBe('hello')
  directory.socket.destroy()
  expect(Number(ldap)).toBeGreaterThan(0)
})

it('keeps each tunnel in the journal and in the ledger, with the connection of the lab that it became [HC-022]', async () => {
  await using lab = await startProxiedNetwork()

  await getThrough(lab, await connect(lab, 'ENT-PA.example:443'), 'ent-pa.example')

  await vi.waitFor(() => expect(lab.ledger.list('main')[0]?.closedAt).not.toBeNull())
  const [tunnel] = lab.ledger.list('main')
  expect(tunnel).toMatchObject({
    id: 'main/proxy#1',
    via: 'main',
    method: 'CONNECT',
    target: 'ent-pa.example:443',
    user: null,
    status: 200,
    to: 'main/exchange#1',
  })
  expect(tunnel?.sentBytes).toBeGreaterThan(200)
  expect(tunnel?.receivedBytes).toBeGreaterThan(200)
  expect(lab.ledger.list('node1')).toEqual([])
  expect([...lab.core.journal.entries(0, ({ protocol }) => protocol === 'proxy')]).toMatchObject([
    { kind: 'stream', operation: 'CONNECT', target: 'ent-pa.example:443', outcome: '200', via: 'main' },
  ])
})

it('passes requests in absolute form on, with the headers of both ends and none of its own', async () => {
  await using lab = await startProxiedNetwork({ authentication: { kind: 'basic', user: 'p', password: 'w' } })

  const answer = await askAbsolute(lab, {
    url: 'http://ex01.ent-pa.example/EWS/Exchange.asmx?a=b',
    method: 'POST',
    body: 'soap',
    headers: { 'Proxy-Authorization': basic('p:w') },
  })

  expect(answer.status).toBe(200)
  expect(answer.text).toBe('POST ex01.ent-pa.example/EWS/Exchange.asmx?a=b main/exchangeHttp#1 undefined 4')
  expect(answer.headers['www-authenticate']).toEqual(['NTLM', 'Basic realm="x"'])
  expect(lab.ledger.list()).toMatchObject([
    { method: 'POST', target: 'ex01.ent-pa.example:80', user: 'p', status: 200, to: 'main/exchangeHttp#1' },
  ])
})

it('speaks TLS itself for an absolute address of HTTPS, as clients ask that know no CONNECT', async () => {
  await using lab = await startProxiedNetwork()

  const answer = await askAbsolute(lab, { url: 'https://ent-pa.example/x' })

  expect(answer.text).toContain('GET ent-pa.example/x main/exchange#1')
  expect(lab.ledger.list()).toMatchObject([
    { method: 'GET', target: 'ent-pa.example:443', status: 200, to: 'main/exchange#1' },
  ])
})

it('keeps a connection onwards for each connection of a client, so that NTLM works through it [HC-207]', async () => {
  await using lab = await startProxiedNetwork()
  using one = new Keeping()
  using other = new Keeping()
  const url = 'http://ex01.ent-pa.example/x'
  const by = async (agent: http.Agent) =>
    / (main\S+) /.exec((await askAbsolute(lab, { url, agent })).text)?.[1]

  const connections = [await by(one), await by(other), await by(one), await by(other)]

  expect(connections).toEqual([1, 2, 1, 2].map((number) => `main/exchangeHttp#${number}`))
  expect(lab.ledger.list().map(({ to }) => to)).toEqual(connections)
})

it('asks for a name and a password when it is told to, and lets in who has them [HC-206]', async () => {
  await using lab = await startProxiedNetwork({
    authentication: { kind: 'basic', user: 'p', password: 'w:w' },
  })
  const target = 'ent-pa.example:443'

  const anonymous = await connect(lab, target)
  const wrong = await connect(lab, target, basic('p:x'))
  const right = await connect(lab, target, basic('p:w:w'))

  expect(anonymous).toMatchObject({ status: 407, challenges: ['Basic realm="exwex proxy"'] })
  expect(wrong.status).toBe(407)
  expect(right.status).toBe(200)
  right.socket.destroy()
  expect(lab.ledger.list().map(({ user, status }) => [user, status])).toEqual([
    [null, 407],
    ['p', 407],
    ['p', 200],
  ])
})

it.each([
  ['digest', /^Digest realm="exwex proxy", qop="auth"/],
  ['ntlm', /^NTLM$/],
  ['negotiate', /^Negotiate$/],
] as const)('offers %s alone, and lets nobody in [HC-206]', async (kind, challenge) => {
  await using lab = await startProxiedNetwork({ authentication: { kind } })

  const tunnel = await connect(lab, 'ent-pa.example:443', basic('p:w'))
  const absolute = await askAbsolute(lab, { url: 'http://ent-pa.example/' })

  expect(tunnel.status).toBe(407)
  expect(tunnel.challenges).toEqual([expect.stringMatching(challenge)])
  expect(absolute.status).toBe(407)
})

it('goes nowhere but to the lab, unless it may', async () => {
  const outside = net.createServer((socket) => socket.end('outside'))
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  const target = `127.0.0.1:${(outside.address() as AddressInfo).port}`
  await using closed = await startProxiedNetwork()
  await using open = await startProxiedNetwork({ mayGoBeyond: true })

  const refused = await connect(closed, target)
  const foreign = await connect(closed, 'www.example.com:443')
  const { socket, status } = await connect(open, target)

  expect([refused.status, foreign.status, status]).toEqual([403, 403, 200])
  expect(String(await once(socket, 'data'))).toBe('outside')
  socket.destroy()
  expect(open.ledger.list()).toMatchObject([{ target, to: null, status: 200 }])
  await new Promise((resolve) => outside.close(resolve))
})

it('finds no host that the DNS of the lab does not have, and no port that nobody listens on', async () => {
  await using lab = await startProxiedNetwork({
    records: [{ type: 'NXDOMAIN', name: 'autodiscover.ent-pa.example' }],
  })

  expect((await connect(lab, 'autodiscover.ent-pa.example:443')).status).toBe(502)
  expect((await connect(lab, 'nobody.ent-pa.example:443')).status).toBe(502)
  expect((await connect(lab, 'ent-pa.example:25')).status).toBe(502)
  expect((await connect(lab, 'nonsense')).status).toBe(400)
})

it('is no web server', async () => {
  await using lab = await startProxiedNetwork()

  expect((await fetch(`http://127.0.0.1:${lab.port}/`)).status).toBe(400)
})

it('carries out faults: a status, hanging up, silence, and a tunnel that is cut', async () => {
  await using lab = await startProxiedNetwork()
  const match = { protocol: 'proxy', operation: 'CONNECT', target: 'ent-pa.example:80' }
  const once_ = { limit: { times: 1 } }
  const target = 'ent-pa.example:80'

  lab.core.faults.add({ match, act: { kind: 'error', code: '502' }, ...once_ })
  expect((await connect(lab, target)).status).toBe(502)
  lab.core.faults.add({ match, act: { kind: 'status', status: 503 }, stage: 'connection', ...once_ })
  expect((await connect(lab, target)).status).toBe(503)
  lab.core.faults.add({ match, act: { kind: 'error', code: 'refuse' }, ...once_ })
  await expect(connect(lab, target)).rejects.toMatchObject({ code: 'ECONNRESET' })
  lab.core.faults.add({ match, act: { kind: 'truncate', afterBytes: 20 }, stage: 'bytes', ...once_ })
  const cut = await connect(lab, target)
  cut.socket.write('GET /x HTTP/1.1\r\nHost: ent-pa.example\r\n\r\n')
  let got = ''
  for await (const chunk of cut.socket as AsyncIterable<Buffer>) got += chunk.toString()

  expect(got).toBe('HTTP/1.1 200 OK\r\nWWW')
  expect(await getThrough(lab, await connect(lab, target), 'ent-pa.example', false)).toContain('GET')
  const outcomes = [...lab.core.journal.entries(0, ({ protocol }) => protocol === 'proxy')]
  expect(outcomes.map(({ outcome, faults }) => [outcome, faults.length])).toEqual([
    ['502', 1],
    ['503', 1],
    ['reset', 1],
    ['200', 1],
    ['200', 0],
  ])
})

it('holds a client up while a fault delays it', async () => {
  await using lab = await startProxiedNetwork()
  lab.core.faults.add({ match: { protocol: 'proxy' }, act: { kind: 'delay', ms: 30_000 } })

  const tunnel = connect(lab, 'ent-pa.example:443')
  await vi.waitFor(() => expect(lab.ledger.list()).toHaveLength(1))
  await lab.clock.advanceTo(instant(lab.clock.now() + 30_000))

  expect((await tunnel).status).toBe(200)
  ;(await tunnel).socket.destroy()
})

class Keeping extends http.Agent implements Disposable {
  constructor() {
    super({ keepAlive: true, maxSockets: 1 })
  }

  [Symbol.dispose](): void {
    this.destroy()
  }
}
