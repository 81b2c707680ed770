import { LabError, type Clock, type Core, type ManualClock } from '../core/index.js'
import type { Directory } from '../directory/index.js'
import {
  inMemorySet,
  Network,
  type AdvertisedChoice,
  type CertificateAuthority,
  type EndpointSet,
  type EndpointSetRequest,
  type HttpService,
  type LabServices,
  type MemoryConnection,
  type OpenEndpointSet,
  type ZoneData,
} from '../network/index.js'
import { hostNamesOf } from './addresses/host-names.js'
import { NameServers } from './addresses/name-servers.js'
import { Proxies } from './addresses/proxies.js'
import { httpDate } from './http-date.js'
import type { LabOptions } from './lab-options.js'
import type { Organization } from './organization/organization.js'
import { LAB_PORTS } from './ports.js'
import { LabTime } from './time/lab-time.js'
import { createTimeService } from './time/time-service.js'

/** Stands in the ready document for the admin API of a lab without a network; `lab.answer` alone reaches it. */
const ADMIN_IN_MEMORY = 'http://admin.lab.invalid'

/** Nobody is told of it, because a lab without a network prepares no subjects. */
const TIME_IN_MEMORY = 'http://time.lab.invalid'

export interface WireSources {
  readonly ca: CertificateAuthority
  readonly core: Core
  readonly organization: Organization
  readonly directory: Directory
  readonly services: LabServices
  readonly onDefect: (defect: unknown) => void
}

/** Where a lab can be found. */
export interface Whereabouts {
  readonly main: EndpointSet
  readonly admin: string
  /** `127.0.0.1:5300`, or null for a lab without a network. */
  readonly dns: string | null
  /** `http://127.0.0.1:3128`, or null when it is off. */
  readonly proxy: string | null
}

/** A request for a way into the lab. */
export interface WayRequest extends EndpointSetRequest {
  /** Whether it has a name server of its own, for which the hosts of the lab are where this set listens. */
  readonly dns?: boolean
  /** Whether it has an HTTP proxy of its own, which leads to where this set listens. */
  readonly proxy?: boolean
}

/** An open way with what else it has. */
export type OpenWay = OpenEndpointSet & { readonly dns: string | null; readonly proxy: string | null }

/** All ways into a lab: its endpoint sets, its DNS, its admin API, its time; or none, by memory alone. */
export class Wires implements AsyncDisposable {
  readonly network: Network
  readonly names: NameServers
  readonly proxies: Proxies
  readonly #options: LabOptions
  readonly #clock: Clock
  /** The set of a lab that opens no port. */
  readonly #inMemory: (addresses: Network['addresses']) => EndpointSet

  constructor(options: LabOptions, sources: WireSources) {
    const { core, organization, directory } = sources
    this.#options = options
    this.#clock = core.clock
    this.#inMemory = (addresses) => inMemorySet('main', addresses, sources.services.furtherControllers)
    this.network = createNetwork(options, sources)
    const { dnsUpstream: upstream } = options
    this.names = new NameServers({
      core,
      organization,
      directory,
      onDefect: sources.onDefect,
      ...(upstream === undefined ? {} : { upstream }),
    })
    const choice = options.proxy === 'off' ? {} : (options.proxy ?? {})
    this.proxies = new Proxies({ core, network: this.network, names: this.names, choice })
  }

  /** Where subjects in lab time report; only a manual clock has it. */
  async openTime(): Promise<{ readonly lab: LabTime; readonly origin: string } | undefined> {
    if (!isManual(this.#clock)) return undefined
    const lab = new LabTime(this.#clock)
    if (this.#isInMemory) return { lab, origin: TIME_IN_MEMORY }
    return { lab, origin: (await this.network.serve(createTimeService(lab))).origin }
  }

  /** Opens the way that is for everybody, with the DNS and the admin API. */
  async open(admin: HttpService): Promise<Whereabouts> {
    if (this.#isInMemory) {
      const main = this.#inMemory(this.network.addresses)
      return { main, admin: ADMIN_IN_MEMORY, dns: null, proxy: null }
    }
    const ports = LAB_PORTS[this.#options.ports ?? 'random']
    const main = await this.network.open({ name: 'main', ports: ports.endpoints })
    const dns = await this.names.open(main, ports.dns)
    const { proxy: choice = 'off' } = this.#options
    const proxy = choice === 'off' ? null : await this.proxies.open(main, ports.proxy)
    const { origin } = await this.network.serve(admin, ports.admin)
    return { main, admin: origin, dns: this.network.addresses.socket(main.host, dns), proxy }
  }

  /** Opens a further way; one of the same name is closed first. */
  async openSet({ dns, proxy, ...request }: WayRequest): Promise<OpenWay> {
    this.needNetwork('endpoint sets')
    await Promise.all([this.names.close(request.name), this.proxies.close(request.name)])
    const set = await this.network.open(request)
    const port = dns === true ? await this.names.open(set, request.ports?.ldap === 389 ? 53 : 0) : undefined
    const at = port === undefined ? null : this.network.addresses.socket(set.host, port)
    return Object.assign(set, { dns: at, proxy: proxy === true ? await this.proxies.open(set, 0) : null })
  }

  /** Changes what the answers of an endpoint set name from now on. */
  async advertise(name: string, choice: AdvertisedChoice): Promise<EndpointSet> {
    const set = this.network.find(name)
    await set.advertise(choice)
    return set
  }

  /** What the name server that is for everybody knows. */
  zoneData(): ZoneData {
    return this.names.dataFor(this.network.get('main') ?? this.#inMemory(this.network.addresses))
  }

  connect(service: HttpService, options: { readonly keepAlive: boolean }): MemoryConnection {
    return this.network.connect(service, options)
  }

  /** Forgets what was changed while the lab ran. */
  async reset(): Promise<void> {
    this.names.added.clear()
    this.proxies.ledger.clear()
    await this.network.heal()
  }

  /** Refuses what needs a port in a lab that opens none. */
  needNetwork(what: string): void {
    if (!this.#isInMemory) return
    throw new LabError('NETWORK_NONE', {
      message: `A lab without a network has no ${what}.`,
      hint: 'Start it without "network: none", or ask it by lab.answer.',
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.proxies[Symbol.asyncDispose]()
    await Promise.all([this.network[Symbol.asyncDispose](), this.names[Symbol.asyncDispose]()])
  }

  get #isInMemory(): boolean {
    return this.#options.network === 'none'
  }
}

/** The network that the options ask for; nothing of it is open yet. */
function createNetwork(
  options: LabOptions,
  { core, organization, ca, services, onDefect }: WireSources,
): Network {
  const { listen, advertise, ports } = options
  const defaultNames = ports === 'standard' ? 'real' : 'loopback'
  const isReal = options.network === 'none' || (options.names ?? defaultNames) === 'real'
  const date = httpDate(core.clock)
  return new Network({
    ca,
    services,
    onDefect,
    ...(listen === undefined ? {} : { listen }),
    ...(advertise === undefined ? {} : { advertise }),
    hosts: hostNamesOf(organization),
    ...(isReal ? { names: hostNamesOf(organization) } : {}),
    clock: core.clock,
    random: core.random.fork('network'),
    ...(date === undefined ? {} : { date }),
  })
}

function isManual(clock: Clock): clock is ManualClock {
  return clock.kind === 'manual'
}
