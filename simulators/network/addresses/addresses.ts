import { networkInterfaces } from 'node:os'
import {
  ENDPOINTS,
  type Advertised,
  type AdvertisedChoice,
  type DirectoryEndpoint,
  type DirectoryOrigins,
  type EndpointName,
  type Origins,
} from '../endpoint-set.js'
import { formatOrigin, originsAt, readOrigin } from './origins.js'
import { isOnlineHost } from './microsoft-hosts.js'
import { CLOUD_HOSTS, isCloudHost } from './webex-hosts.js'

/** What the hosts of an organization are called; those of the cloud have the same names everywhere. */
export interface HostNames {
  readonly exchange: string
  /** Servers of Exchange that are asked by themselves, besides `exchange`. */
  readonly exchangeServers?: readonly string[]
  readonly autodiscover: string
  /** The domain controller, which is the Global Catalog as well. */
  readonly directory: string
  /** The other domain controllers. */
  readonly furtherControllers?: readonly string[]
  readonly site: string
  /** The organization's mail domain, at which clients look for Autodiscover as well. */
  readonly domain?: string
}

export interface AddressOptions {
  /** The address to listen on. Default 127.0.0.1. */
  readonly listen?: string
  /** The host that answers name instead of the one listened on. */
  readonly advertise?: string
  /** Real names in what answers name; absent for the host alone. */
  readonly names?: HostNames
  /** The names for which there are virtual hosts, whatever answers name. Default: those that answers name. */
  readonly hosts?: HostNames
}

export type Ports = Readonly<Record<EndpointName, number>>

/** What answers an HTTP request that came for a host. */
export type HostedService = 'exchange' | 'site' | 'cloud'

const WILDCARDS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** Decides, alone, under which addresses a lab is listening and what it says of them. */
export class Addresses {
  readonly listen: string
  readonly #advertise: string | undefined
  readonly #names: HostNames | undefined
  readonly #hosts: HostNames | undefined

  constructor({ listen = '127.0.0.1', advertise, names, hosts = names }: AddressOptions) {
    this.listen = listen
    this.#advertise = advertise
    this.#names = names
    this.#hosts = hosts
  }

  /** The host that answers name instead of the one listened on. */
  get advertisedHost(): string | undefined {
    return this.#advertise
  }

  /** Where the listeners can be reached from this machine. */
  reachable(listen: string = this.listen): string {
    return WILDCARDS[listen] ?? listen
  }

  origins(ports: Ports, listen: string): Origins {
    return originsAt(() => this.reachable(listen), ports)
  }

  /** `127.0.0.1:5300`: where a server is that has no scheme. */
  socket(listen: string, port: number): string {
    return formatOrigin('', this.reachable(listen), port).slice('://'.length)
  }

  /** What is named of a listener of the lab's own, such as its admin API. */
  own(port: number, scheme = 'http'): string {
    return formatOrigin(scheme, this.#advertise ?? this.reachable(), port)
  }

  advertised(ports: Ports, listen: string, choice: AdvertisedChoice = {}): Advertised {
    const host = this.#advertise ?? this.reachable(listen)
    const names = this.#names
    const hosts = names === undefined ? () => host : (endpoint: EndpointName) => realName(names, endpoint)
    const origins = { ...originsAt(hosts, ports), ...choice }
    return {
      ...origins,
      autodiscover: choice.autodiscover ?? this.#autodiscover(ports, origins.exchange, choice),
      cloudServices: names === undefined || choice.cloud !== undefined ? {} : cloudServices(ports.cloud),
    }
  }

  /** Names and addresses that the certificates of this lab hold for clients that do not say whom they ask. */
  certified(listen: string, advertised: Advertised): readonly string[] {
    const { cloudServices: services, ...origins } = advertised
    const named = [...Object.values(origins), ...Object.values(services)].map(
      (origin) => readOrigin(origin).host,
    )
    return [...new Set([this.reachable(listen), 'localhost', ...machineAddresses(listen), ...named])]
  }

  /** Whom a request is for that names this host; undefined when the host says nothing. */
  serviceAt(host: string): HostedService | undefined {
    const name = host.toLowerCase()
    const { exchange, exchangeServers = [], autodiscover, domain, site } = this.#hosts ?? {}
    if (name !== '' && [exchange, ...exchangeServers, autodiscover, domain].includes(name)) return 'exchange'
    if (name === site) return 'site'
    if (isCloudHost(name)) return 'cloud'
    return isOnlineHost(name) ? 'exchange' : undefined
  }

  /** Whether this is a domain controller, which shows a certificate of its own name. */
  isController(host: string): boolean {
    const { directory, furtherControllers = [] } = this.#hosts ?? {}
    return directory === host || furtherControllers.includes(host)
  }

  /** What a domain controller is called that is not the first. */
  controllerHost(fqdn: string, listen: string): string {
    return this.#names === undefined ? (this.#advertise ?? this.reachable(listen)) : fqdn
  }

  /** The addresses of a domain controller on these ports; it has none of a Global Catalog without their ports. */
  controllerOrigins(ports: Partial<Record<DirectoryEndpoint, number>>, host: string): DirectoryOrigins {
    const at = (endpoint: DirectoryEndpoint): string =>
      formatOrigin(ENDPOINTS[endpoint].scheme, host, ports[endpoint] ?? 0)
    const isCatalog = ports.gc !== undefined
    return {
      ldap: at('ldap'),
      ldaps: at('ldaps'),
      gc: isCatalog ? at('gc') : null,
      gcs: isCatalog ? at('gcs') : null,
    }
  }

  #autodiscover(ports: Ports, exchange: string, choice: AdvertisedChoice): string {
    return this.#names === undefined || choice.exchange !== undefined
      ? exchange
      : formatOrigin(ENDPOINTS.exchange.scheme, this.#names.autodiscover, ports.exchange)
  }
}

function realName(names: HostNames, endpoint: EndpointName): string {
  switch (endpoint) {
    case 'exchange':
    case 'exchangeHttp':
      return names.exchange
    case 'site':
      return names.site
    case 'cloud':
      return CLOUD_HOSTS.hydra
    default:
      return names.directory
  }
}

function cloudServices(port: number): Advertised['cloudServices'] {
  return Object.fromEntries(
    Object.entries(CLOUD_HOSTS).map(([service, host]) => [service, formatOrigin('https', host, port)]),
  )
}

/** A lab that listens everywhere is asked by every address the machine has. */
function machineAddresses(listen: string): readonly string[] {
  if (WILDCARDS[listen] === undefined) return []
  return Object.values(networkInterfaces()).flatMap((known = []) =>
    known.filter(({ address }) => !address.startsWith('fe80')).map(({ address }) => address),
  )
}
