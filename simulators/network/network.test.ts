import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'
import { expect, it } from 'vitest'
import {
  CertificateAuthority,
  Network,
  routeByPath,
  type HttpService,
  type LabServices,
  type TcpService,
} from './index.js'

const echo: HttpService = {
  name: 'echo',
  handle({ request, response, path, endpoints, id, query }) {
    request.resume()
    request.once('end', () => {
      response.end(
        JSON.stringify({
          path,
          query: [...query],
          set: endpoints.name,
          to: endpoints.advertised.exchange,
          connection: id,
        }),
      )
    })
  },
}

const greet: TcpService = { name: 'greet', handle: ({ socket, id }) => void socket.end(id) }

const services: LabServices = { exchange: echo, site: echo, cloud: echo, ldap: greet, gc: greet }

async function openNetwork(overrides: Partial<LabServices> = {}) {
  const ca = await CertificateAuthority.create('exwex test CA')
  const defects: unknown[] = []
  const network = new Network({
    ca,
    services: { ...services, ...overrides },
    onDefect: (defect) => defects.push(defect),
  })
  return { ca, network, defects }
}

function get(url: string, options: https.RequestOptions = {}): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const client = url.startsWith('https') ? https : http
    const request = client.get(url, { agent: false, ...options }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve(JSON.parse(text) as Record<string, unknown>))
    })
    request.on('error', reject)
  })
}

it('answers on every endpoint of a set, secured by a certificate of the lab', async () => {
  const { ca, network } = await openNetwork()
  await using _ = network

  const set = await network.open({ name: 'main' })
  const secure = await get(`${set.origins.exchange}/EWS/Exchange.asmx?a=1`, { ca: ca.pem })
  const plain = await get(`${set.origins.exchangeHttp}/EWS/Exchange.asmx`)

  expect(secure).toMatchObject({
    path: '/EWS/Exchange.asmx',
    query: [['a', '1']],
    set: 'main',
    connection: 'main/exchange#1',
  })
  expect(plain).toMatchObject({ connection: 'main/exchangeHttp#1' })
})

it('tells requests by the set they came in by, and names what is advertised there', async () => {
  const { ca, network } = await openNetwork()
  await using _ = network

  await network.open({ name: 'main' })
  const relayed = await network.open({ name: 'node1', advertise: { exchange: 'https://127.0.0.1:1' } })

  expect(await get(relayed.origins.exchange, { ca: ca.pem })).toMatchObject({
    set: 'node1',
    to: 'https://127.0.0.1:1',
  })
})

it('opens raw connections, plain and secured', async () => {
  const { ca, network } = await openNetwork()
  await using _ = network
  const set = await network.open({ name: 'main' })
  const greeting = (socket: net.Socket) =>
    new Promise((resolve) => socket.setEncoding('utf8').once('data', resolve))

  const plain = net.connect({ host: '127.0.0.1', port: Number(new URL(set.origins.ldap).port) })
  const secure = tls.connect({ host: '127.0.0.1', port: Number(new URL(set.origins.gcs).port), ca: ca.pem })

  expect(await greeting(plain)).toBe('main/ldap#1')
  expect(await greeting(secure)).toBe('main/gcs#1')
})

it('counts the bytes of a set as a client counts them, closed connections included', async () => {
  const { ca, network } = await openNetwork()
  await using _ = network
  const set = await network.open({ name: 'node1' })
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1, ca: ca.pem })
  const sockets = new Set<net.Socket>()
  const counted = (): { received: number; sent: number } => ({
    received: [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0),
    sent: [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0),
  })

  for (const agentOrNone of [agent, agent, undefined]) {
    await new Promise<void>((resolve) => {
      const options =
        agentOrNone === undefined ? { agent: false as const, ca: ca.pem } : { agent: agentOrNone }
      https.get(set.origins.exchange, options, (response) => {
        sockets.add(response.socket)
        response.resume().on('end', resolve)
      })
    })
  }

  expect(sockets.size).toBe(2)
  expect(set.traffic.read()).toEqual(counted())
  agent.destroy()
})

it.each([
  ['expired', 'CERT_HAS_EXPIRED'],
  ['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['unknown-ca', 'CERT_SIGNATURE_FAILURE'],
] as const)('issues certificates that are %s on demand', async (flaw, code) => {
  const ca = await CertificateAuthority.create('exwex test CA')
  const { certificatePem, keyPem } = await ca.issue({ hosts: ['127.0.0.1'], flaw })
  const server = https.createServer({ cert: certificatePem, key: keyPem }, (_request, response) =>
    response.end('{}'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo

  const failure = await get(`https://127.0.0.1:${port}/`, { ca: ca.pem }).catch((error: unknown) => error)

  expect(failure).toMatchObject({ code })
  server.close()
})

it('closes a set whose clients have not yet agreed on TLS', async () => {
  const { network } = await openNetwork()
  await using _ = network
  const { origins } = await network.open({ name: 'main' })
  const { hostname, port } = new URL(origins.exchange)
  const silent = net.connect(Number(port), hostname)
  await once(silent, 'connect')

  await network.close('main')

  await once(silent.resume(), 'close')
})

it('says which port is taken and what to do about it', async () => {
  const { network } = await openNetwork()
  await using _ = network
  const { origins } = await network.open({ name: 'main' })

  const second = network.open({ name: 'other', ports: { exchange: Number(new URL(origins.exchange).port) } })

  await expect(second).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    hint: expect.stringContaining('--ports random') as string,
  })
})

it('routes by path whatever the case of its letters', async () => {
  const answer = (word: string): HttpService => ({
    name: word,
    handle: ({ response }) => void response.end(JSON.stringify({ word })),
  })
  const exchange = routeByPath('exchange', [{ prefix: '/ews/', service: answer('ews') }], answer('nothing'))
  const { network } = await openNetwork({ exchange })
  await using _ = network
  const { origins } = await network.open({ name: 'main' })

  expect(await get(`${origins.exchangeHttp}/eWs/Exchange.asmx`)).toEqual({ word: 'ews' })
  expect(await get(`${origins.exchangeHttp}/owa`)).toEqual({ word: 'nothing' })
})

it('reports what a service lets escape and does not leave the client waiting', async () => {
  const broken: HttpService = { name: 'broken', handle: () => Promise.reject(new TypeError('escaped')) }
  const { network, defects } = await openNetwork({ exchange: broken })
  await using _ = network
  const { origins } = await network.open({ name: 'main' })

  const status = await new Promise((resolve) =>
    http.get(origins.exchangeHttp, { agent: false }, (response) => resolve(response.statusCode)),
  )

  expect(status).toBe(500)
  expect(defects).toMatchObject([{ message: 'escaped' }])
})
