import type { Journal } from '../../../core/index.js'
import { downLevelName } from '../../../directory/accounts/account.js'
import { clientOf } from '../../../network/index.js'
import type { ResponseFrames } from '../operation.js'
import type { EnvelopeWriter } from '../soap/envelope-writer.js'
import { known, type EwsExchange } from './ews-exchange.js'
import { seenRequest, type ResponseObserver } from './observer.js'
import { outcomeOf } from './outcome.js'

interface FrameOptions {
  readonly writer: EnvelopeWriter
  readonly journal: Journal
  readonly observe: ResponseObserver | undefined
}

/** So many envelopes may wait for a client that does not read. */
const MAX_WAITING = 32

interface OpenFrames extends ResponseFrames, Disposable {
  /** Ends the answer as the client expects it to end. */
  end(): void
}

/**
 * The open answer to a streaming request: each frame is one envelope in one chunk. In the journal it
 * the call becomes a stream, whose messages the frames are. @source ews.md 4.9
 */
export function openFrames(exchange: EwsExchange, options: FrameOptions): OpenFrames {
  const { writer, journal, observe } = options
  const { http } = exchange
  const { operation } = known(exchange.reading, 'envelope')
  let waiting = 0

  function begin(): void {
    if (http.response.headersSent) return
    exchange.writeHead(200, ['Content-Type', 'text/xml; charset=utf-8', 'X-NoBuffering', '1'])
    http.response.flushHeaders()
    exchange.entry.update({ outcome: 'NoError' })
    exchange.entry.becomeStream()
  }

  return {
    signal: http.signal,
    get client() {
      return clientOf(http.socket)
    },
    get isFull() {
      return waiting >= MAX_WAITING
    },
    send(body, flushed) {
      if (http.signal.aborted) return
      const response = writer.writeStreaming(operation, body)
      begin()
      waiting++
      http.response.write(response, () => {
        waiting--
        flushed?.()
      })
      observe?.({
        operation: operation.name,
        document: response,
        isFrame: true,
        request: seenRequest(exchange),
      })
      const responseBytes = Buffer.byteLength(response)
      const said = { outcome: outcomeOf(body), response, responseBytes, parent: exchange.entry.id }
      journal.record({ kind: 'message', ...entryOf(exchange), ...said })
    },
    end() {
      begin()
      exchange.entry.close()
      http.response.end()
    },
    [Symbol.dispose]() {
      if (http.response.headersSent) exchange.entry.close({ outcome: 'broken' })
    },
  }
}

function entryOf(exchange: EwsExchange) {
  const { http, account, caller } = exchange

  return {
    protocol: 'ews',
    operation: known(exchange.reading, 'envelope').operation.name,
    via: http.endpoints.name,
    connection: http.id,
    principal: account === undefined ? null : downLevelName(account),
    target: caller?.mailbox?.primarySmtpAddress ?? null,
  }
}
