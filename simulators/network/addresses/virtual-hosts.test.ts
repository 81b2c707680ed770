import https from 'node:https'
import net from 'node:net'
import type tls from 'node:tls'
import { expect, it } from 'vitest'
import { CertificateAuthority, Network, type HttpService, type TcpService } from '../index.js'

const noTcp: TcpService = { name: 'none', handle: ({ socket }) => void socket.destroy() }
const answering = (word: string): HttpService => ({
  name: word,
  handle: ({ response }) => void response.end(word),
})
const NAMES = {
  exchange: 'us-exch1.ent-pa.example',
  autodiscover: 'autodiscover.ent-pa.example',
  directory: 'dc1.ent-pa.example',
  site: 'ent-pa.webex.com',
}

/** A lab whose three services of HTTPS share a port. */
async function openShared() {
  const ca = await CertificateAuthority.create('test CA')
  const services = {
    exchange: answering('exchange'),
    site: answering('site'),
    cloud: answering('cloud'),
    ldap: noTcp,
    gc: noTcp,
  }
  const network = new Network({ ca, services, names: NAMES, onDefect: () => undefined })
  const port = await freePort()
  const set = await network.open({ name: 'main', ports: { exchange: port, site: port, cloud: port } })
  return { network, set, port, ca }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Asks a host by its name; where it is, the test knows. Resolves with what it said and the names it showed. */
function ask(url: string, { port, ca }: { port: number; ca: CertificateAuthority }) {
  return new Promise<{ said: string; names: string }>((resolve, reject) => {
    const lookup: net.LookupFunction = (_host, _options, done) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])
    const request = https.get(url, { port, lookup, ca: ca.pem, agent: false }, (response) => {
      const names = (response.socket as tls.TLSSocket).getPeerCertificate().subjectaltname ?? ''
      response.setEncoding('utf8').on('data', (said: string) => resolve({ said, names }))
    })
    request.on('error', reject)
  })
}

it.each([
  ['https://us-exch1.ent-pa.example/owa', 'exchange'],
  ['https://autodiscover.ent-pa.example/', 'exchange'],
  ['https://ent-pa.webex.com/WBXService/XMLService', 'site'],
  ['https://webexapis.com/v1/people', 'cloud'],
  ['https://wdm-a.wbx2.com/EWS/', 'cloud'],
])('answers %s as %s, with a certificate of that name alone', async (url, service) => {
  const shared = await openShared()
  await using _ = shared.network

  expect(await ask(url, shared)).toEqual({ said: service, names: `DNS:${new URL(url).hostname}` })
})

it.each([
  ['/ews/Exchange.asmx', 'exchange'],
  ['/Autodiscover/Autodiscover.xml', 'exchange'],
  ['/WBXService/XMLService', 'site'],
  ['/v1/people/me', 'cloud'],
])('goes by the path where the host is only an address: %s', async (path, service) => {
  const shared = await openShared()
  await using _ = shared.network

  expect(await ask(`https://127.0.0.1${path}`, shared)).toMatchObject({ said: service })
})

it('shows whoever names no host a certificate of all names it advertises', async () => {
  const shared = await openShared()
  await using _ = shared.network

  const { names } = await ask('https://127.0.0.1/', shared)

  expect(names.split(', ')).toEqual(
    expect.arrayContaining([
      'IP Address:127.0.0.1',
      'DNS:localhost',
      'DNS:dc1.ent-pa.example',
      'DNS:us-exch1.ent-pa.example',
    ]),
  )
})

it('changes what it advertises, and its certificate with it, while it is open', async () => {
  const shared = await openShared()
  await using _ = shared.network
  const { set } = shared
  const before = set.advertised.cloudServices

  await set.advertise({ exchange: 'https://docker.test:32000', cloud: 'https://192.0.2.7:32001' })

  expect(set.advertised).toMatchObject({
    exchange: 'https://docker.test:32000',
    autodiscover: 'https://docker.test:32000',
    cloud: 'https://192.0.2.7:32001',
    cloudServices: {},
    ldap: `ldap://dc1.ent-pa.example:${new URL(set.origins.ldap).port}`,
  })
  expect((await ask('https://127.0.0.1/', shared)).names).toMatch(/DNS:docker\.test.*IP Address:192\.0\.2\.7/)
  await set.advertise({})
  expect(set.advertised.cloudServices).toEqual(before)
})

it('refuses to put protocols on one port that cannot share it', async () => {
  const { network } = await openShared()
  await using _ = network
  const port = await freePort()

  const opening = network.open({ name: 'other', ports: { exchange: port, ldaps: port } })

  await expect(opening).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})
