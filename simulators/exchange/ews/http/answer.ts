import type { Step } from '../../../core/index.js'
import type { Encoder } from '../codec/encoder.js'
import { EwsFault } from '../ews-fault.js'
import { renderFault, renderMustUnderstandFault } from '../soap/fault-writer.js'
import { MustUnderstandFault } from '../soap/must-understand-fault.js'
import type { EwsExchange } from './ews-exchange.js'

interface AnswerOptions {
  readonly encoder: Encoder
  /** What becomes of an answer: faults on its bytes, then sending. */
  readonly release: (exchange: EwsExchange) => Promise<void> | void
  /** Sends, past any fault on the bytes. */
  readonly send: (exchange: EwsExchange) => Promise<void> | void
  /** Is told of mistakes of this server, which a client sees as an internal error. */
  readonly report: (error: unknown) => void
}

/**
 * Runs the steps within, turns what stops them into the product's fault, and releases the answer. A step that
 * has answered by itself leaves none. @source ews.md 1.5
 */
export function answered({ encoder, release, send, report }: AnswerOptions): Step<EwsExchange> {
  return async (exchange, next) => {
    try {
      await next()
      if (exchange.answer !== undefined) await release(exchange)
    } catch (error) {
      if (!isFault(error)) report(error)
      if (exchange.http.response.headersSent) return breakOff(exchange)
      const again = exchange.answer !== undefined
      setFault(exchange, encoder, isFault(error) ? error : new EwsFault('ErrorInternalServerError'))
      await (again ? send(exchange) : release(exchange))
    } finally {
      exchange.admission?.leave()
    }
  }
}

type Fault = EwsFault | MustUnderstandFault

function isFault(error: unknown): error is Fault {
  return error instanceof EwsFault || error instanceof MustUnderstandFault
}

function setFault(exchange: EwsExchange, encoder: Encoder, fault: Fault): void {
  const isEws = fault instanceof EwsFault
  const document = isEws ? renderFault(fault, encoder) : renderMustUnderstandFault(fault.header)
  exchange.answer = { status: 500, document }
  exchange.entry.update({ outcome: isEws ? fault.responseCode : 'MustUnderstand' })
}

/** A stream that fails in the middle can only end without the end that its client waits for. */
function breakOff({ http }: EwsExchange): void {
  http.socket.destroy()
}
