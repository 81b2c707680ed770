import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { EwsExchange } from './ews-exchange.js'
import { seenRequest, type ResponseObserver } from './observer.js'

interface SendOptions {
  readonly gzip?: boolean
  readonly observe?: ResponseObserver
}

const compress = promisify(gzip)

/** Text in which each character is one byte needs no encoding. */
const ASCII = 'latin1'

/** Sends the answer and keeps it in the journal. */
export function send({
  gzip: mayCompress = false,
  observe,
}: SendOptions): (exchange: EwsExchange) => Promise<void> {
  return async (exchange) => {
    const { http, answer, reading, entry } = exchange
    if (answer === undefined) return
    const { status, document, free = document } = answer
    const { response, request } = http
    const length = Buffer.byteLength(document)
    entry.answer({ response: document, responseBytes: length, free })
    const operation = reading?.operation.name ?? ''
    observe?.({ operation, document, isFrame: false, request: seenRequest(exchange) })

    const compressed = mayCompress && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    response.setHeader('Content-Type', 'text/xml; charset=utf-8')
    if (compressed) {
      response.setHeader('Content-Encoding', 'gzip')
      response.setHeader('Vary', 'Accept-Encoding')
    }
    response.writeHead(status)
    if (compressed) response.end(await compress(document))
    else response.end(document, length === document.length ? ASCII : 'utf8')
  }
}
