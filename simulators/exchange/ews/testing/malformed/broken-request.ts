/** A request of a client that is broken, hostile or not one of EWS, as bytes for a socket. */
export interface BrokenRequest {
  /** What is wrong with it. */
  readonly kind: string
  readonly method: string
  readonly path: string
  /** Header lines as they go out, beside `Host`, `Authorization` and the length. */
  readonly headers: readonly string[]
  readonly body: Buffer
  /** Header lines that stand for the length: the true one unless the request lies about it. */
  readonly length?: readonly string[]
  /** The client sends no more although the request is not complete. */
  readonly incomplete?: true
}

export const TEXT_XML = 'Content-Type: text/xml; charset=utf-8'

/** A request that is right but for its body. */
export function withBody(kind: string, body: string | Buffer, contentType = TEXT_XML): BrokenRequest {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  return { kind, method: 'POST', path: '/EWS/Exchange.asmx', headers: [contentType], body: bytes }
}

/** The bytes of a request to a host, with the credentials of somebody. */
export function requestBytes(request: BrokenRequest, host: string, authorization: string): Buffer {
  const { method, path, headers, body } = request
  const length = request.length ?? [`Content-Length: ${body.length}`]
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, authorization, ...headers, ...length, '', '']

  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body])
}
