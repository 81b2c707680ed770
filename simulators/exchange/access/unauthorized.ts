import type { HttpExchange } from '../../network/index.js'

/**
 * Answers 401 with one `WWW-Authenticate` header per challenge and an empty body. The connection is kept and
 * what the client still sends of its body is passed over, because NTLM goes on by the same connection.
 * @source ews.md 1.4, toolchain.md 5
 */
export function sendUnauthorized(exchange: HttpExchange, challenges: readonly string[]): void {
  const { request, response } = exchange
  request.resume()
  response.writeHead(401, { 'WWW-Authenticate': [...challenges], 'Content-Length': 0 }).end()
}
