import type { HttpService } from '../services.js'
import type { Addresses, HostedService } from './addresses.js'

/** Whose a path is, for a request whose Host names nobody in particular: `https://127.0.0.1/EWS/Exchange.asmx`. */
const PATHS: readonly (readonly [prefix: string, service: HostedService])[] = [
  ['/ews/', 'exchange'],
  ['/autodiscover/', 'exchange'],
  ['/wbxservice/', 'site'],
]

/** Several services behind one port, told apart by the Host of each request. */
export function virtualHosts(
  addresses: Addresses,
  services: Readonly<Record<HostedService, HttpService>>,
): HttpService {
  const find = (host: string | undefined, path: string): HttpService =>
    services[addresses.serviceAt(withoutPort(host ?? '')) ?? serviceOfPath(path)]
  return {
    name: 'virtual-hosts',
    handle: (exchange) => find(exchange.request.headers.host, exchange.path).handle(exchange),
    upgrade(upgrade) {
      const service = find(upgrade.request.headers.host, upgrade.path)
      if (service.upgrade === undefined) upgrade.socket.destroy()
      else service.upgrade(upgrade)
    },
  }
}

function serviceOfPath(path: string): HostedService {
  const lower = path.toLowerCase()
  return PATHS.find(([prefix]) => lower.startsWith(prefix))?.[1] ?? 'cloud'
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '')
}
