import type { HttpService } from '../../network/index.js'
import { notFound } from '../not-found.js'
import type { ClientAccessServer } from './client-access-server.js'
import type { ServerAdministration } from './server-administration.js'
import type { ServerFleet } from './server-fleet.js'

/** What one server answers; nothing while it does not run. */
export function serviceOf(fleet: ServerFleet, { name }: ClientAccessServer): HttpService {
  return { name: 'exchange', handle: (exchange) => fleet.handle(name, exchange) }
}

/** Sends a request to the server whose host it names, else to the load balancer, or the first server without one. */
export function byHost(
  fleet: ServerFleet,
  administration: ServerAdministration,
  balancer: HttpService | undefined,
): HttpService {
  const servers = administration.servers()
  const [first, ...others] = servers
  if (first === undefined) return notFound
  const otherwise = balancer ?? serviceOf(fleet, first)
  if (others.length === 0) return otherwise
  const byName = new Map(servers.map(({ name, fqdn }) => [fqdn, name]))
  return {
    name: 'exchange',
    handle(exchange) {
      const host = (exchange.request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
      const named = byName.get(host)
      return named === undefined ? otherwise.handle(exchange) : fleet.handle(named, exchange)
    },
  }
}
