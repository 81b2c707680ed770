import type { ReadyDocument } from '../../simulators/lab/index.js'
import { IMAGE_PORTS, type ImageEndpoint } from './image-ports.js'

/** Where the ports of a container are on the machine of its user. */
export interface PortMap {
  readonly host: string
  /** The port there of a port in the container. Throws when it is not mapped. */
  readonly port: (inside: number, protocol?: 'tcp' | 'udp') => number
}

const SCHEMES: Readonly<Record<ImageEndpoint, string>> = {
  exchange: 'https',
  exchangeHttp: 'http',
  site: 'https',
  cloud: 'https',
  ldap: 'ldap',
  ldaps: 'ldaps',
  gc: 'ldap',
  gcs: 'ldaps',
}

/** The origin of each endpoint as the user of the container reaches it: what the lab must advertise. */
export function mappedOrigins({ host, port }: PortMap): Readonly<Record<ImageEndpoint, string>> {
  const names = Object.keys(IMAGE_PORTS) as readonly ImageEndpoint[]
  const origins = names.map((name) => [
    name,
    `${SCHEMES[name]}://${bracketed(host)}:${port(IMAGE_PORTS[name])}`,
  ])
  return Object.fromEntries(origins) as Record<ImageEndpoint, string>
}

/**
 * A ready document as the user of the container reads it.
 *
 * @param ca path of the authority's certificate on the user's machine
 */
export function mapReadyDocument(inside: ReadyDocument, map: PortMap, ca: string): ReadyDocument {
  const at = (address: string): string => mapAddress(address, map)
  const { exchange, directory, webexSite, webexCloud, network } = inside
  return {
    ...inside,
    ca,
    exchange: {
      ...exchange,
      ews: at(exchange.ews),
      ewsHttp: at(exchange.ewsHttp),
      autodiscoverPox: at(exchange.autodiscoverPox),
      autodiscoverSoap: exchange.autodiscoverSoap === null ? null : at(exchange.autodiscoverSoap),
      oauth: { ...exchange.oauth, token: at(exchange.oauth.token) },
      servers: exchange.servers.map((server) => ({ ...server, ews: at(server.ews) })),
    },
    directory: {
      ...directory,
      ldap: at(directory.ldap),
      ldaps: at(directory.ldaps),
      gc: at(directory.gc),
      gcs: at(directory.gcs),
      controllers: directory.controllers.map((controller) => ({
        ...controller,
        ldap: at(controller.ldap),
        ldaps: at(controller.ldaps),
        gc: controller.gc === null ? null : at(controller.gc),
        gcs: controller.gcs === null ? null : at(controller.gcs),
      })),
    },
    webexSite: { ...webexSite, xml: at(webexSite.xml) },
    webexCloud: {
      ...webexCloud,
      api: at(webexCloud.api),
      catalog: at(webexCloud.catalog),
      fleet: at(webexCloud.fleet),
      hub: at(webexCloud.hub),
    },
    network: {
      ...network,
      dns: network.dns === null ? null : mapNameServer(network.dns, map),
      proxy: network.proxy === null ? null : at(network.proxy),
    },
    admin: at(inside.admin),
  }
}

/** The same place on another host and port; what follows them stays as it is. */
function mapAddress(address: string, { host, port }: PortMap): string {
  const [, scheme = '', inside = '', rest = ''] = /^(\w+):\/\/.*?:(\d+)(\/.*)?$/.exec(address) ?? []
  return `${scheme}://${bracketed(host)}:${port(Number(inside))}${rest}`
}

/** Name servers are asked over UDP, and an engine maps UDP and TCP ports each for itself. */
function mapNameServer(address: string, { host, port }: PortMap): string {
  return `${bracketed(host)}:${port(Number(address.slice(address.lastIndexOf(':') + 1)), 'udp')}`
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
