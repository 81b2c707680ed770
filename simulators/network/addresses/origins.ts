import { isIPv6 } from 'node:net'
import { ENDPOINT_NAMES, ENDPOINTS, type EndpointName, type Origins } from '../endpoint-set.js'

/** Ports that an address need not name. The Global Catalog has none: its scheme is LDAP's. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { https: 443, http: 80, ldap: 389, ldaps: 636 }

/** `https://us-exch1.ent-pa.example`, `ldap://127.0.0.1:3890`, `https://[::1]:8443`. */
export function formatOrigin(scheme: string, host: string, port: number): string {
  const name = isIPv6(host) ? `[${host}]` : host
  return DEFAULT_PORTS[scheme] === port ? `${scheme}://${name}` : `${scheme}://${name}:${port}`
}

/** The host and port of an origin, the port also where the origin leaves it out. */
export function readOrigin(origin: string): { readonly host: string; readonly port: number } {
  const { protocol, hostname, port } = new URL(origin)
  const scheme = protocol.slice(0, -1)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (DEFAULT_PORTS[scheme] ?? 0) : Number(port),
  }
}

export function originsOf(origin: (endpoint: EndpointName) => string): Origins {
  return Object.fromEntries(ENDPOINT_NAMES.map((name) => [name, origin(name)])) as Origins
}

/** The origins of all endpoints on hosts and ports that may differ by endpoint. */
export function originsAt(
  host: (endpoint: EndpointName) => string,
  ports: Readonly<Record<EndpointName, number>>,
): Origins {
  return originsOf((endpoint) => formatOrigin(ENDPOINTS[endpoint].scheme, host(endpoint), ports[endpoint]))
}
