import type { OutgoingHttpHeaders } from 'node:http'
import type { EwsExchange } from './ews-exchange.js'

/** Answers with something that is not an envelope: a status, headers and perhaps a small page. */
export function respond(
  exchange: EwsExchange,
  status: number,
  page: { text?: string; headers?: OutgoingHttpHeaders } = {},
): void {
  const { http, entry } = exchange
  const text = page.text ?? ''
  entry.update({ outcome: String(status), responseBytes: Buffer.byteLength(text) })
  http.request.resume()
  http.response.writeHead(status, {
    ...(text === '' ? {} : { 'Content-Type': 'text/html' }),
    ...page.headers,
    'Content-Length': Buffer.byteLength(text),
  })
  http.response.end(text)
}
