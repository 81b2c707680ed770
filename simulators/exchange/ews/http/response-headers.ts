import type { Ids } from '../../../core/index.js'
import type { HttpExchange } from '../../../network/index.js'
import type { ProductVersion } from '../../versions/index.js'

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
const HAS_SESSION = /(?:^|;)\s*exchangecookie=/

/** The headers of every answer, whatever its status: names and values in turn. @source captured, ews.md 1.3 */
export function commonHeaders(options: HeaderOptions): (http: HttpExchange, requestId: string) => string[] {
  const { product, server, ids, furtherCookies } = options
  const first = ['Cache-Control', 'private', 'Server', product.iis]
  const last = ['X-AspNet-Version', product.aspNet, 'X-Powered-By', 'ASP.NET']
  const names = product.hasFrontEnd ? serverNames(server, product.frontEndHeaders) : NONE
  const constant = [...first, ...names, ...last]

  return (http, requestId) => {
    const { headers } = http.request
    const common = [...constant, 'request-id', requestId]
    if (headers.cookie === undefined || !HAS_SESSION.test(headers.cookie))
      common.push('Set-Cookie', `${SESSION_COOKIE}=${ids.hex(16)}; path=/; HttpOnly`)
    for (const cookie of furtherCookies?.(http) ?? NONE) common.push('Set-Cookie', cookie)
    const clientId = headers['client-request-id']
    if (typeof clientId === 'string' && headers['return-client-request-id'] === 'true')
      common.push('client-request-id', clientId)
    return common
  }
}

const NONE: readonly string[] = []

function serverNames(
  { netbios, fqdn, ...server }: ServerNames,
  further: readonly string[],
): readonly string[] {
  const { frontEnd = { netbios, fqdn } } = server
  return [
    ...['X-CalculatedBETarget', fqdn, 'X-DiagInfo', netbios, 'X-BEServer', netbios],
    ...['X-FEServer', frontEnd.netbios],
    ...further.flatMap((name) => [name, name === 'X-CalculatedFETarget' ? frontEnd.fqdn : frontEnd.netbios]),
  ]
}
