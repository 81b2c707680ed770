import type { EwsExchange } from './ews-exchange.js'

/** Answers with something that is not an envelope: a status, headers and perhaps a small page. */
export function respond(
  exchange: EwsExchange,
  status: number,
  page: { text?: string; headers?: Readonly<Record<string, string>> } = {},
): void {
  const { http, entry } = exchange
  const text = page.text ?? ''
  entry.update({ outcome: String(status), responseBytes: Buffer.byteLength(text) })
  http.request.resume()
  const headers = {
    ...(text === '' ? {} : { 'Content-Type': 'text/html' }),
    ...page.headers,
    'Content-Length': String(Buffer.byteLength(text)),
  }
  exchange.writeHead(status, Object.entries(headers).flat())
  http.response.end(text)
}
