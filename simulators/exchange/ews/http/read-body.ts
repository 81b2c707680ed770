import type { Step } from '../../../core/index.js'
import { decodeBody } from './decode-body.js'
import { schemaFault } from '../soap/schema-fault.js'
import type { EwsExchange } from './ews-exchange.js'
import { respond } from './respond.js'

/** Reads the request document. A client that goes away before its end gets no answer. */
export function readBody(maxBytes: number): Step<EwsExchange> {
  return async (exchange, next) => {
    const body = await collect(exchange, maxBytes)
    if (body === 'gone') return exchange.entry.update({ outcome: 'gone' })
    if (body === 'too large') return respond(exchange, 413, { headers: { Connection: 'close' } })

    exchange.entry.update({ requestBytes: body.length })
    const document = decodeBody(body, exchange.http.request.headers['content-type'] ?? '')
    if (document === undefined) throw schemaFault(UNREADABLE)
    exchange.text = document.text
    exchange.bytes = document.bytes
    return next()
  }
}

const UNREADABLE = {
  text: 'Invalid character in the given encoding. Line 1, position 1.',
  lineNumber: 1,
  linePosition: 1,
}

type Collected = Buffer | 'gone' | 'too large'

function collect({ http }: EwsExchange, maxBytes: number): Promise<Collected> | Collected {
  const { request } = http
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return 'too large'

  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else resolve('too large')
    })
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    request.on('close', () => {
      if (!request.readableEnded) resolve('gone')
    })
  })
}
