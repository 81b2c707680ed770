import { createRandom, createRealClock, LabError, type Clock, type Random } from '../core/index.js'
import { Addresses } from './addresses/addresses.js'
import { ServerCertificates } from './certificates/server-certificates.js'
import { ENDPOINT_NAMES } from './endpoint-set.js'
import { createHttpEntry, type HttpEntry } from './http/http-entry.js'
import { listen, type Listener } from './listener.js'
import { MemoryConnection } from './memory/memory-connection.js'
import { inMemorySet } from './memory/in-memory-set.js'
import type { EndpointSetRequest, NetworkOptions } from './network-options.js'
import { openSet, type OpenEndpointSet } from './open-set.js'
import { Arrivals } from './proxy/arrivals.js'
import { UNDISTURBED } from './relay/conditions.js'
import type { HttpService } from './services.js'

/** Opens the lab's endpoint sets and keeps them until it ends. */
export class Network implements AsyncDisposable {
  readonly addresses: Addresses
  readonly certificates: ServerCertificates
  /** Whom the lab's proxies have sent to its own ports. */
  readonly arrivals = new Arrivals()
  readonly #options: NetworkOptions
  readonly #line: { readonly clock: Clock; readonly random: Random }
  readonly #sets = new Map<string, OpenEndpointSet>()
  readonly #served: Listener[] = []
  readonly #inMemory = new Map<HttpService, HttpEntry>()
  #connections = 0

  constructor(options: NetworkOptions) {
    this.#options = options
    this.#line = {
      clock: options.clock ?? createRealClock(),
      random: options.random ?? createRandom('network'),
    }
    this.addresses = new Addresses(options)
    this.certificates = new ServerCertificates(
      options.ca,
      (host) => this.addresses.serviceAt(host) !== undefined || this.addresses.isController(host),
    )
  }

  /** The sets that are open. */
  sets(): Iterable<OpenEndpointSet> {
    return this.#sets.values()
  }

  get(name: string): OpenEndpointSet | undefined {
    return this.#sets.get(name)
  }

  /** The set of this name; a LabError says which there are when it is none of them. */
  find(name: string): OpenEndpointSet {
    const set = this.#sets.get(name)
    if (set !== undefined) return set
    throw new LabError('ENDPOINT_SET_UNKNOWN', {
      message: `There is no endpoint set "${name}".`,
      hint: `There is ${[...this.#sets.keys()].join(', ') || 'none'}.`,
    })
  }

  /** Opens a set; one of the same name is closed first. */
  async open(request: EndpointSetRequest): Promise<OpenEndpointSet> {
    await this.close(request.name)
    const set = await openSet(
      {
        ...this.#options,
        ...this.#line,
        addresses: this.addresses,
        certificates: this.certificates,
        arrivals: this.arrivals,
      },
      request,
    )
    this.#sets.set(set.name, set)
    return set
  }

  /** Opens one plain port for something of the lab's own that belongs to no endpoint set, such as its admin API. */
  async serve(service: HttpService, port = 0): Promise<Listener & { readonly origin: string }> {
    const entry = createHttpEntry({ ...this.#options, service })
    const endpoints = inMemorySet('none', this.addresses)
    let count = 0
    const listener = await listen({
      name: service.name,
      host: this.addresses.listen,
      port,
      accept: (socket) =>
        entry.accept(socket, { id: `${service.name}#${++count}`, endpoints, secure: false }),
    })
    this.#served.push(listener)
    return Object.assign(listener, { origin: this.addresses.own(listener.port) })
  }

  /** Opens a port with TLS for one service of those that share the ports of the main set. */
  async serveSecured(service: HttpService, port = 0): Promise<Listener & { readonly origin: string }> {
    const { addresses, certificates } = this
    const endpoints = this.#sets.get('main') ?? inMemorySet('main', addresses)
    const certificate = await certificates.covering(
      addresses.certified(addresses.listen, endpoints.advertised),
    )
    const entry = createHttpEntry({ ...this.#options, service })
    const name = `${endpoints.name}/${service.name}`
    let count = 0
    const listener = await listen({
      name,
      host: addresses.listen,
      port,
      secured: { certificates, certificate, protocols: ['http/1.1'] },
      accept: (socket) => entry.accept(socket, { id: `${name}#${++count}`, endpoints, secure: true }),
    })
    this.#served.push(listener)
    return Object.assign(listener, { origin: addresses.own(listener.port, 'https') })
  }

  /** A connection to a service that uses no port; kept for further requests if `keepAlive` says so. */
  connect(service: HttpService, { keepAlive }: { readonly keepAlive: boolean }): MemoryConnection {
    const known = this.#inMemory.get(service)
    const entry = known ?? createHttpEntry({ ...this.#options, service })
    if (known === undefined) this.#inMemory.set(service, entry)
    const endpoints = this.#sets.get('main') ?? inMemorySet('main', this.addresses)
    return new MemoryConnection({
      entry,
      keepAlive,
      describe: () => ({ id: `memory/${service.name}#${++this.#connections}`, endpoints, secure: true }),
    })
  }

  /** Undoes what was done to the network of any set. */
  async heal(): Promise<void> {
    for (const set of this.#sets.values()) {
      await set.disturb(ENDPOINT_NAMES, UNDISTURBED)
      for (const { name } of set.furtherControllers) await set.disturbController(name, UNDISTURBED)
    }
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
}
