import type { HttpService } from '../../network/index.js'
import { notFound } from '../not-found.js'
import type { ServerAdministration } from './server-administration.js'
import type { ServerFleet } from './server-fleet.js'

/** Sends a request to the server whose host it names, else to the load balancer, or the first server without one. */
export function byHost(
  fleet: ServerFleet,
  administration: ServerAdministration,
  balancer: HttpService | undefined,
): HttpService {
  const servers = administration.servers()
  const [first, ...others] = servers
  if (first === undefined) return notFound
  const otherwise = balancer ?? fleet.serviceOf(first)
  if (others.length === 0) return otherwise
  const byName = new Map(servers.map((server) => [server.fqdn, fleet.serviceOf(server)]))
  return {
    name: 'exchange',
    handle(exchange) {
      const host = (exchange.request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
      return (byName.get(host) ?? otherwise).handle(exchange)
    },
  }
}
