import type { Account } from '../../directory/index.js'
import type { HttpExchange, HttpService } from '../../network/index.js'
import type { Authentication, Authenticator } from '../access/index.js'
import type { BackEnd } from './back-end.js'

export interface FrontEndOptions {
  readonly authenticator: Pick<Authenticator, 'authenticate'>
  /** Which server is to answer. */
  readonly route: (http: HttpExchange, account: Account | undefined) => BackEnd
  /** The endpoint by which this server hands requests to a back end, logged on as it is told. */
  readonly endpointTo: (backEnd: BackEnd, authenticator: Pick<Authenticator, 'authenticate'>) => HttpService
}

/**
 * The door of a server among several: finds out who asks, and hands the request to the server that is to answer.
 * A log-on belongs to the connection to this server, whoever answers. @source ews.md 1.10
 */
export function createFrontEnd({ authenticator, route, endpointTo }: FrontEndOptions): HttpService {
  const decided = new WeakMap<HttpExchange, Authentication>()
  const endpoints = new WeakMap<BackEnd, HttpService>()
  const known = {
    authenticate: (http: HttpExchange) => decided.get(http) ?? authenticator.authenticate(http),
  }

  return {
    name: 'ews',
    handle(http) {
      const authentication = authenticator.authenticate(http)
      decided.set(http, authentication)
      const account = authentication.kind === 'granted' ? authentication.account : undefined
      return endpointOf(route(http, account)).handle(http)
    },
  }

  function endpointOf(backEnd: BackEnd): HttpService {
    const endpoint = endpoints.get(backEnd) ?? endpointTo(backEnd, known)
    endpoints.set(backEnd, endpoint)
    return endpoint
  }
}
