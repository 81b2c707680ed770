import type { CertificateAuthority, IssuedCertificate } from './certificate-authority.js'
import {
  ENDPOINT_NAMES,
  ENDPOINTS,
  type EndpointName,
  type EndpointSet,
  type Origins,
} from './endpoint-set.js'
import { listenHttp, listenTcp, type Listener, type ListenerOptions } from './listener.js'
import type { HttpService, TcpService } from './services.js'
import { Traffic } from './traffic.js'

/** What answers on each kind of endpoint, plain and secured alike. */
export interface LabServices {
  readonly exchange: HttpService
  readonly site: HttpService
  readonly cloud: HttpService
  readonly ldap: TcpService
  readonly gc: TcpService
}

export interface NetworkOptions {
  readonly ca: CertificateAuthority
  /** The address to listen on. Default 127.0.0.1. */
  readonly host?: string
  readonly services: LabServices
  /** Told of what a service let escape: a defect of the lab, never of a client. */
  readonly onDefect: (defect: unknown) => void
}

export interface EndpointSetRequest {
  readonly name: string
  /** A port for each endpoint; those absent take any free one. */
  readonly ports?: Partial<Record<EndpointName, number>>
  /** Origins of relays that stand before this set's listeners. */
  readonly advertise?: Partial<Origins>
}

/** An endpoint set with its listeners and what has passed through them. */
export interface OpenEndpointSet extends EndpointSet, AsyncDisposable {
  readonly traffic: Traffic
}

/** Stands for the endpoint set of a connection that came before its set was complete, or that has none. */
const NOWHERE: EndpointSet = {
  name: 'none',
  origins: originsOf(() => ''),
  advertised: originsOf(() => ''),
}

function originsOf(origin: (endpoint: EndpointName) => string): Origins {
  return Object.fromEntries(ENDPOINT_NAMES.map((name) => [name, origin(name)])) as Origins
}

/** Opens the lab's endpoint sets and keeps them until it ends. */
export class Network implements AsyncDisposable {
  readonly #options: NetworkOptions
  readonly #sets = new Map<string, OpenEndpointSet>()
  readonly #served: Listener[] = []
  #certificate: Promise<IssuedCertificate> | undefined

  constructor(options: NetworkOptions) {
    this.#options = options
  }

  get(name: string): OpenEndpointSet | undefined {
    return this.#sets.get(name)
  }

  /** Opens a set; one of the same name is closed first. */
  async open(request: EndpointSetRequest): Promise<OpenEndpointSet> {
    await this.close(request.name)
    const traffic = new Traffic()
    const endpoints: { set?: OpenEndpointSet } = {}
    const listeners: Listener[] = []
    const origins = {} as Record<EndpointName, string>

    const certificate = await this.#issued()
    for (const endpoint of ENDPOINT_NAMES) {
      const listener = await this.#listen(endpoint, {
        name: `${request.name}/${endpoint}`,
        host: this.#host,
        port: request.ports?.[endpoint] ?? 0,
        secure: ENDPOINTS[endpoint].secure,
        certificate,
        traffic,
        endpoints: () => endpoints.set ?? NOWHERE,
        onDefect: this.#options.onDefect,
      })
      listeners.push(listener)
      origins[endpoint] = `${ENDPOINTS[endpoint].scheme}://${this.#host}:${listener.port}`
    }

    const set: OpenEndpointSet = {
      name: request.name,
      origins,
      advertised: { ...origins, ...request.advertise },
      traffic,
      async [Symbol.asyncDispose]() {
        await Promise.all(listeners.map((listener) => listener[Symbol.asyncDispose]()))
      },
    }
    endpoints.set = set
    this.#sets.set(set.name, set)
    return set
  }

  /** Opens one plain port for something of the lab's own that belongs to no endpoint set, such as its admin API. */
  async serve(service: HttpService, port = 0): Promise<Listener & { readonly origin: string }> {
    const listener = await listenHttp(service, {
      name: service.name,
      host: this.#host,
      port,
      secure: false,
      certificate: await this.#issued(),
      traffic: new Traffic(),
      endpoints: () => NOWHERE,
      onDefect: this.#options.onDefect,
    })
    this.#served.push(listener)
    return Object.assign(listener, { origin: `http://${this.#host}:${listener.port}` })
  }

  async close(name: string): Promise<void> {
    const set = this.#sets.get(name)
    this.#sets.delete(name)
    await set?.[Symbol.asyncDispose]()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const served = this.#served.splice(0).map((listener) => listener[Symbol.asyncDispose]())
    await Promise.all([...served, ...[...this.#sets.keys()].map((name) => this.close(name))])
  }

  #issued(): Promise<IssuedCertificate> {
    return (this.#certificate ??= this.#options.ca.issue({ hosts: [this.#host, 'localhost'] }))
  }

  get #host(): string {
    return this.#options.host ?? '127.0.0.1'
  }

  #listen(endpoint: EndpointName, options: ListenerOptions): Promise<Listener> {
    const { services } = this.#options
    switch (endpoint) {
      case 'exchange':
      case 'exchangeHttp':
        return listenHttp(services.exchange, options)
      case 'site':
      case 'cloud':
        return listenHttp(services[endpoint], options)
      case 'ldap':
      case 'ldaps':
        return listenTcp(services.ldap, options)
      case 'gc':
      case 'gcs':
        return listenTcp(services.gc, options)
    }
  }
}
