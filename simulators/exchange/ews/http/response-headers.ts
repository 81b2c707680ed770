import type { Ids } from '../../../core/index.js'
import type { HttpExchange } from '../../../network/index.js'
import type { ProductVersion } from '../../versions/index.js'
import type { EwsExchange } from './ews-exchange.js'

/** The names of the server that a response mentions. */
export interface ServerNames {
  /** NetBIOS name, upper case. */
  readonly netbios: string
  /** Full DNS name, lower case. */
  readonly fqdn: string
  /** The server that let the request in; absent when it is the same. */
  readonly frontEnd?: Pick<ServerNames, 'netbios' | 'fqdn'>
}

interface HeaderOptions {
  readonly product: ProductVersion
  readonly server: ServerNames
  readonly ids: Ids
  /** What else the answer to a request gives its client to keep. */
  readonly furtherCookies?: ((http: HttpExchange) => readonly string[]) | undefined
}

const SESSION_COOKIE = 'exchangecookie'

/** The headers of every answer, whatever its status. @source captured, ews.md 1.3 */
export function setCommonHeaders(exchange: EwsExchange, options: HeaderOptions): void {
  const { response, request } = exchange.http
  const { product, server, ids } = options
  response.setHeader('Cache-Control', 'private')
  response.setHeader('Server', product.iis)
  response.setHeader('request-id', exchange.requestId)
  if (product.hasFrontEnd) setServerNames(exchange, server, product.frontEndHeaders)
  response.setHeader('X-AspNet-Version', product.aspNet)
  response.setHeader('X-Powered-By', 'ASP.NET')
  if (!hasCookie(request.headers.cookie, SESSION_COOKIE)) {
    response.setHeader('Set-Cookie', `${SESSION_COOKIE}=${ids.hex(16)}; path=/; HttpOnly`)
  }
  for (const cookie of options.furtherCookies?.(exchange.http) ?? [])
    response.appendHeader('Set-Cookie', cookie)
  const clientId = request.headers['client-request-id']
  if (typeof clientId === 'string' && request.headers['return-client-request-id'] === 'true') {
    response.setHeader('client-request-id', clientId)
  }
}

function setServerNames(
  { http: { response } }: EwsExchange,
  server: ServerNames,
  further: readonly string[],
): void {
  const { frontEnd = server } = server
  response.setHeader('X-CalculatedBETarget', server.fqdn)
  response.setHeader('X-DiagInfo', server.netbios)
  response.setHeader('X-BEServer', server.netbios)
  response.setHeader('X-FEServer', frontEnd.netbios)
  for (const name of further) {
    response.setHeader(name, name === 'X-CalculatedFETarget' ? frontEnd.fqdn : frontEnd.netbios)
  }
}

function hasCookie(header: string | undefined, name: string): boolean {
  return header?.split(';').some((cookie) => cookie.trim().startsWith(`${name}=`)) ?? false
}
