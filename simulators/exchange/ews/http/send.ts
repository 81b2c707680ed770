import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { FreeText } from '../../../core/index.js'
import type { EwsExchange } from './ews-exchange.js'
import { seenRequest, type ResponseObserver } from './observer.js'

interface SendOptions {
  readonly gzip?: boolean
  readonly observe?: ResponseObserver
}

const compress = promisify(gzip)

const XML = ['Content-Type', 'text/xml; charset=utf-8']
const COMPRESSED_XML = [...XML, 'Content-Encoding', 'gzip', 'Vary', 'Accept-Encoding']

/** Sends the answer and keeps it in the journal. All of it that is not free is ASCII, which needs no encoding. */
export function send({
  gzip: mayCompress = false,
  observe,
}: SendOptions): (exchange: EwsExchange) => Promise<void> | void {
  return (exchange) => {
    const { http, answer, reading, entry } = exchange
    if (answer === undefined) return undefined
    const { text, free = [new FreeText(text)], lasts = false } = answer
    const document = free.every(({ isAscii }) => isAscii) ? text : Buffer.from(text)
    entry.answer({ response: document, responseBytes: document.length, free, lasts })
    const operation = reading?.operation.name ?? ''
    observe?.({ operation, document: text, isFrame: false, request: seenRequest(exchange) })

    if (mayCompress && /\bgzip\b/.test(String(http.request.headers['accept-encoding'] ?? '')))
      return sendCompressed(exchange, answer.status, document)
    exchange.writeHead(answer.status, XML)
    return void http.response.end(document, 'latin1')
  }
}

async function sendCompressed(
  exchange: EwsExchange,
  status: number,
  document: Buffer | string,
): Promise<void> {
  exchange.writeHead(status, COMPRESSED_XML)
  exchange.http.response.end(await compress(document))
}
