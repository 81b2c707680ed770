import type { DirectoryService, Origins } from '../drivers/admin-api.js'
import type { Lab } from '../drivers/lab.js'
import { openedResources } from '../opened-resources.js'
import { type HttpRelay, openHttpRelay } from './http-relay.js'
import type { Ledger } from './ledger.js'
import type { RelayAddress } from './relay-address.js'
import type { Sabotage } from './sabotage.js'
import { type TcpRelay, openTcpRelay } from './tcp-relay.js'
import type { HttpService } from './wire.js'

const HTTP_SERVICES: readonly HttpService[] = ['exchange', 'site', 'cloud']
const DIRECTORY_SERVICES: readonly DirectoryService[] = ['ldap', 'ldaps', 'gc', 'gcs']

export interface NodeRelaysOptions {
  readonly node: number
  readonly lab: Lab
  readonly ledger: Ledger
  readonly sabotage: Sabotage
  /** Name of the endpoint set to make behind the relays. */
  readonly endpointSet: string
  readonly address: RelayAddress
}

/** All relays of one node. */
export interface NodeRelays extends AsyncDisposable {
  /** Every relay of the node drops its connections and falls silent. */
  partition(): void
  heal(): void
}

/**
 * Puts relays in front of an endpoint set made for one node. The set advertises the relays, so whatever the node
 * learns from Autodiscover, the service connection point or the catalogue leads through them.
 */
export async function openNodeRelays(options: NodeRelaysOptions): Promise<NodeRelays> {
  await using opened = openedResources()
  const { address } = options
  const certificate = await options.lab.admin.createCertificate([
    ...new Set([address.host, '127.0.0.1', 'localhost']),
  ])
  const http = new Map<HttpService, HttpRelay>()
  for (const service of HTTP_SERVICES) {
    http.set(
      service,
      opened.use(await openHttpRelay({ ...options, ca: options.lab.ca, service, certificate })),
    )
  }
  const directory = new Map<DirectoryService, TcpRelay>()
  for (const service of DIRECTORY_SERVICES) {
    const extra = service === 'ldap' ? options.sabotage.directoryPdu : undefined
    directory.set(service, opened.use(await openTcpRelay({ host: address.listen, extra })))
  }
  const origins = await options.lab.admin.createEndpointSet(
    options.endpointSet,
    advertised(address.host, http, directory),
  )
  const reach = (origin: string): string => reachedFrom(options.lab.admin.host, origin)
  for (const [service, relay] of http) connect(origins[service], (origin) => relay.connectTo(reach(origin)))
  for (const [service, relay] of directory) {
    connect(origins[service], (origin) => relay.connectTo(socketAddress(reach(origin))))
  }
  const relays = [...http.values(), ...directory.values()]
  return {
    partition: () => relays.forEach((relay) => relay.partition()),
    heal: () => relays.forEach((relay) => relay.heal()),
    ...opened.release(),
  }
}

/** A lab says where it listens on its own machine; from another one, that is the host of its admin API. */
function reachedFrom(labHost: string, origin: string): string {
  return origin.replace(/(:\/\/)(127\.0\.0\.1|\[::1\]|localhost)(?=[:/]|$)/, `$1${labHost}`)
}

function socketAddress(origin: string) {
  const { hostname, port } = new URL(origin)
  return { host: hostname, port: Number(port) }
}

function advertised(
  host: string,
  http: ReadonlyMap<HttpService, HttpRelay>,
  directory: ReadonlyMap<DirectoryService, TcpRelay>,
): Origins {
  const scheme = (service: DirectoryService): string => (service.endsWith('s') ? 'ldaps' : 'ldap')
  return Object.fromEntries([
    ...[...http].map(([service, relay]) => [service, relay.origin] as const),
    ...[...directory].map(
      ([service, relay]) => [service, `${scheme(service)}://${host}:${relay.port}`] as const,
    ),
  ])
}

/** A service that the lab does not have stays unconnected; nobody is led to it. */
function connect(origin: string | null | undefined, to: (origin: string) => void): void {
  if (typeof origin === 'string') to(origin)
}
