import { writeHead, type HttpExchange } from '../../network/index.js'
import type { Unauthorized } from './authentication.js'

/**
 * Answers 401 (or 403) with one `WWW-Authenticate` header per challenge and an empty body. The connection is kept and
 * what the client still sends of its body is passed over, because NTLM goes on by the same connection.
 * `headers` are those of every answer: names and values in turn. @source ews.md 1.4, toolchain.md 5
 */
export function sendUnauthorized(
  { request, response }: HttpExchange,
  { status, challenges, diagnostics }: Unauthorized,
  headers: readonly string[] = [],
): void {
  const challenging = challenges.flatMap((challenge) => ['WWW-Authenticate', challenge])
  const diagnosing = diagnostics === undefined ? [] : ['x-ms-diagnostics', diagnostics]
  request.resume()
  writeHead(response, status, [...headers, ...diagnosing, ...challenging, 'Content-Length', '0'])
  response.end()
}
