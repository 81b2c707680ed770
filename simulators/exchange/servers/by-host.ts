import type { HttpService } from '../../network/index.js'
import { notFound } from '../not-found.js'
import type { ClientAccessServer } from './client-access-server.js'
import type { ServerAdministration } from './server-administration.js'
import type { ServerFleet } from './server-fleet.js'

/** What one server answers; nothing while it does not run. */
export function serviceOf(fleet: ServerFleet, { name }: ClientAccessServer): HttpService {
  return { name: 'exchange', handle: (exchange) => fleet.handle(name, exchange) }
}

/** Sends a request to the server whose host it names, and to the first when it names none. */
export function byHost(fleet: ServerFleet, administration: ServerAdministration): HttpService {
  const servers = administration.servers()
  const [first, ...others] = servers
  if (first === undefined) return notFound
  if (others.length === 0) return serviceOf(fleet, first)
  const byName = new Map(servers.map(({ name, fqdn }) => [fqdn, name]))
  return {
    name: 'exchange',
    handle(exchange) {
      const host = (exchange.request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
      return fleet.handle(byName.get(host) ?? first.name, exchange)
    },
  }
}
