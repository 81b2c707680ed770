import type { HttpExchange } from '../../network/index.js'
import type { Unauthorized } from './authentication.js'

/**
 * Answers 401 (or 403) with one `WWW-Authenticate` header per challenge and an empty body. The connection is kept and
 * what the client still sends of its body is passed over, because NTLM goes on by the same connection.
 * @source ews.md 1.4, toolchain.md 5
 */
export function sendUnauthorized(
  { request, response }: HttpExchange,
  { status, challenges, diagnostics }: Unauthorized,
): void {
  request.resume()
  if (diagnostics !== undefined) response.setHeader('x-ms-diagnostics', diagnostics)
  const headers = { 'WWW-Authenticate': [...challenges], 'Content-Length': 0 }
  response.writeHead(status, headers).end()
}
