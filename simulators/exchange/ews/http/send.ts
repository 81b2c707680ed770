import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { EwsAnswer, EwsExchange } from './ews-exchange.js'
import { seenRequest, type ResponseObserver } from './observer.js'

interface SendOptions {
  readonly gzip?: boolean
  readonly observe?: ResponseObserver
}

const compress = promisify(gzip)

const NOT_ASCII = /[^\0-\x7f]/

const XML = ['Content-Type', 'text/xml; charset=utf-8']
const COMPRESSED_XML = [...XML, 'Content-Encoding', 'gzip', 'Vary', 'Accept-Encoding']

/** Sends the answer and keeps it in the journal. */
export function send({
  gzip: mayCompress = false,
  observe,
}: SendOptions): (exchange: EwsExchange) => Promise<void> | void {
  return (exchange) => {
    const { http, answer, reading, entry } = exchange
    if (answer === undefined) return undefined
    const { document, free = document } = answer
    // all that is not free is ASCII; such a text is as long as its bytes, and needs no encoding
    const isAscii = !NOT_ASCII.test(free)
    const responseBytes = isAscii ? document.length : Buffer.byteLength(document)
    entry.answer({ response: document, responseBytes, free })
    const operation = reading?.operation.name ?? ''
    observe?.({ operation, document, isFrame: false, request: seenRequest(exchange) })

    const isCompressed = mayCompress && /\bgzip\b/.test(String(http.request.headers['accept-encoding'] ?? ''))
    return isCompressed ? sendCompressed(exchange, answer) : sendPlain(exchange, answer, isAscii)
  }
}

function sendPlain(exchange: EwsExchange, { status, document }: EwsAnswer, isAscii: boolean): void {
  exchange.writeHead(status, XML)
  exchange.http.response.end(document, isAscii ? 'latin1' : 'utf8')
}

async function sendCompressed(exchange: EwsExchange, { status, document }: EwsAnswer): Promise<void> {
  exchange.writeHead(status, COMPRESSED_XML)
  exchange.http.response.end(await compress(document))
}
