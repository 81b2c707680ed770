import type { Journal } from '../../../core/index.js'
import type { ResponseFrames } from '../operation.js'
import type { EnvelopeWriter } from '../soap/envelope-writer.js'
import type { EwsObject } from '../tree.js'
import { known, type EwsExchange } from './ews-exchange.js'
import { outcomeOf } from './outcome.js'

interface FrameOptions {
  readonly writer: EnvelopeWriter
  readonly journal: Journal
}

/** The open answer to a streaming request: each frame is one envelope in one chunk. @source ews.md 4.9 */
export function openFrames(exchange: EwsExchange, options: FrameOptions): ResponseFrames & { end(): void } {
  const { http } = exchange
  const { operation } = known(exchange.reading, 'envelope')

  return {
    signal: http.signal,
    send(body) {
      if (http.signal.aborted) return
      const envelope = options.writer.writeStreaming(operation, body)
      if (!http.response.headersSent) begin(exchange)
      http.response.write(envelope)
      record(exchange, options.journal, { body, envelope })
    },
    end() {
      if (!http.response.headersSent) begin(exchange)
      http.response.end()
    },
  }
}

function begin({ http, entry }: EwsExchange): void {
  entry.update({ outcome: 'NoError' })
  http.response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'X-NoBuffering': '1' })
  http.response.flushHeaders()
}

function record(exchange: EwsExchange, journal: Journal, frame: { body: EwsObject; envelope: string }): void {
  const { http, reading, entry } = exchange
  journal.record({
    kind: 'message',
    protocol: 'ews',
    operation: known(reading, 'envelope').operation.name,
    via: http.endpoints.name,
    connection: http.id,
    parent: entry.id,
    outcome: outcomeOf(frame.body),
    response: frame.envelope,
    responseBytes: Buffer.byteLength(frame.envelope),
  })
}
