import { createCore, createManualClock } from '../../../core/index.js'
import {
  CertificateAuthority,
  Network,
  type DnsRecord,
  type HttpService,
  type LabServices,
  type ProxyAuthentication,
} from '../../index.js'
import { createResolver } from '../destination.js'
import { ProxyLedger } from '../ledger.js'
import { startProxyServer } from '../proxy-server.js'

const HOSTS = {
  exchange: 'ex01.ent-pa.example',
  autodiscover: 'autodiscover.ent-pa.example',
  directory: 'dc1.ent-pa.example',
  site: 'ent-pa.webex.com',
  domain: 'ent-pa.example',
}

export interface ProxiedNetworkOptions {
  readonly authentication?: ProxyAuthentication
  readonly mayGoBeyond?: boolean
  readonly records?: readonly DnsRecord[]
}

/** Says who was asked, by which connection, and with which credentials of HTTP. */
const telling: HttpService = {
  name: 'telling',
  handle({ request, response, id }) {
    const said = `${request.method} ${request.headers.host}${request.url} ${id} ${request.headers['proxy-authorization']}`
    let length = 0
    request.on('data', (chunk: Buffer) => (length += chunk.length))
    request.on('end', () => {
      response.setHeader('WWW-Authenticate', ['NTLM', 'Basic realm="x"'])
      response.end(`${said} ${length}`)
    })
  },
}

/** A network with a proxy, whose Exchange tells what it is asked. */
export async function startProxiedNetwork({
  authentication = { kind: 'none' },
  mayGoBeyond = false,
  records = [],
}: ProxiedNetworkOptions = {}) {
  const clock = createManualClock()
  const core = createCore({ seed: 1, clock })
  const ca = await CertificateAuthority.create('Lab')
  const services: LabServices = {
    exchange: telling,
    site: telling,
    cloud: telling,
    ldap: { name: 'echo', handle: ({ socket }) => void socket.pipe(socket) },
    gc: { name: 'echo', handle: ({ socket }) => void socket.pipe(socket) },
  }
  const defects: unknown[] = []
  const network = new Network({ ca, services, hosts: HOSTS, onDefect: (defect) => defects.push(defect) })
  const set = await network.open({ name: 'main' })
  const ledger = new ProxyLedger()
  const hosts = Object.values(HOSTS).map((name): DnsRecord => ({ type: 'HOST', name }))
  const zones = [{ name: 'ent-pa.example', nameServer: 'dc1.ent-pa.example' }]
  const { addresses, arrivals } = network
  const proxy = await startProxyServer({
    core,
    via: 'main',
    authentication,
    mayGoBeyond,
    ledger,
    arrivals,
    resolve: createResolver({
      addresses,
      set,
      sets: () => network.sets(),
      zones: () => ({ zones, records: [...hosts, ...records] }),
    }),
    host: '127.0.0.1',
    port: 0,
  })
  return {
    core,
    clock,
    ca,
    network,
    set,
    ledger,
    defects,
    port: proxy.port,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]()
      await network[Symbol.asyncDispose]()
    },
  }
}
