import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { textOf, type EwsAnswer, type EwsExchange } from './ews-exchange.js'
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
    const { free = textOf(answer) } = answer
    const bytes = bytesOf(answer, free)
    entry.answer({ response: () => textOf(answer), responseBytes: bytes.length, free })
    const operation = reading?.operation.name ?? ''
    observe?.({ operation, document: textOf(answer), isFrame: false, request: seenRequest(exchange) })

    if (mayCompress && /\bgzip\b/.test(String(http.request.headers['accept-encoding'] ?? '')))
      return sendCompressed(exchange, answer.status, bytes)
    exchange.writeHead(answer.status, XML)
    return void http.response.end(bytes)
  }
}

/** All that is not free is ASCII, which is as long in bytes as in characters. */
function bytesOf(answer: EwsAnswer, free: string): Buffer {
  if (NOT_ASCII.test(free)) return Buffer.from(textOf(answer))
  let length = 0
  for (const part of answer.parts) length += part.length
  const bytes = Buffer.allocUnsafe(length)
  let at = 0
  for (const part of answer.parts) at += bytes.write(part, at, 'latin1')
  return bytes
}

async function sendCompressed(exchange: EwsExchange, status: number, bytes: Buffer): Promise<void> {
  exchange.writeHead(status, COMPRESSED_XML)
  exchange.http.response.end(await compress(bytes))
}
