import type { HttpService } from '../../network/index.js'
import type { ServerAdministration } from './server-administration.js'

/**
 * The page that load balancers ask, of a server that is being taken out of use. @inferred that it is 503: what they
 * look for is anything but 200
 */
export function drainedHealth(
  ews: HttpService,
  administration: Pick<ServerAdministration, 'server'>,
  server: string,
): HttpService {
  return {
    name: 'health',
    handle(exchange) {
      if (administration.server(server).state !== 'draining') return ews.handle(exchange)
      exchange.request.resume()
      exchange.response.writeHead(503, { 'Content-Length': 0 }).end()
    },
  }
}
