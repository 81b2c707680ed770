import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { FreeText } from '../../../core/index.js'
import { endInOneChunk, RepeatedBody } from '../../../network/index.js'
import type { EwsAnswer, EwsExchange } from './ews-exchange.js'
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
    const { document, free = [new FreeText(document.toString())] } = answer
    const body = bodyOf(document, free)
    const lasts = body instanceof RepeatedBody
    const response = lasts ? body.bytes : body
    entry.answer({ response, responseBytes: response.length, free, lasts })
    observe?.({
      operation: reading?.operation.name ?? '',
      document: document.toString(),
      isFrame: false,
      request: seenRequest(exchange),
    })

    if (mayCompress && /\bgzip\b/.test(String(http.request.headers['accept-encoding'] ?? '')))
      return sendCompressed(exchange, answer.status, response)
    exchange.writeHead(answer.status, XML)
    return endInOneChunk(http.response, body)
  }
}

function bodyOf(document: EwsAnswer['document'], free: readonly FreeText[]): RepeatedBody | Buffer | string {
  if (typeof document !== 'string') return document
  return free.every(({ isAscii }) => isAscii) ? document : Buffer.from(document)
}

async function sendCompressed(
  exchange: EwsExchange,
  status: number,
  document: Buffer | string,
): Promise<void> {
  exchange.writeHead(status, COMPRESSED_XML)
  exchange.http.response.end(await compress(document))
}
