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

/** Sends the answer and keeps it in the journal. */
export function send({
  gzip: mayCompress = false,
  observe,
}: SendOptions): (exchange: EwsExchange) => Promise<void> | void {
  return (exchange) => {
    const { http, answer, reading, entry } = exchange
    if (answer === undefined) return undefined
    const { text, free = [new FreeText(text)] } = answer
    const bytes = bytesOf(text, free)
    entry.answer({ response: bytes, responseBytes: bytes.length, free })
    const operation = reading?.operation.name ?? ''
    observe?.({ operation, document: text, isFrame: false, request: seenRequest(exchange) })

    if (mayCompress && /\bgzip\b/.test(String(http.request.headers['accept-encoding'] ?? '')))
      return sendCompressed(exchange, answer.status, bytes)
    exchange.writeHead(answer.status, XML)
    return void http.response.end(bytes)
  }
}

/** All that is not free is ASCII, which is as long in bytes as in characters. */
function bytesOf(text: string, free: readonly FreeText[]): Buffer {
  if (!free.every(({ isAscii }) => isAscii)) return Buffer.from(text)
  const bytes = room(text.length)
  bytes.write(text, 0, 'latin1')
  return bytes
}

/** Answers share memory that is taken in large pieces, none of which is written twice. */
const PIECE_BYTES = 256 * 1024
let piece = Buffer.alloc(0)
let used = 0

function room(length: number): Buffer {
  if (length > PIECE_BYTES / 4) return Buffer.allocUnsafeSlow(length)
  if (used + length > piece.length) {
    piece = Buffer.allocUnsafeSlow(PIECE_BYTES)
    used = 0
  }
  return piece.subarray(used, (used += length))
}

async function sendCompressed(exchange: EwsExchange, status: number, bytes: Buffer): Promise<void> {
  exchange.writeHead(status, COMPRESSED_XML)
  exchange.http.response.end(await compress(bytes))
}
