import type { Step } from '../../../core/index.js'
import type { EnvelopeWriter } from '../soap/envelope-writer.js'
import { known, type EwsExchange } from './ews-exchange.js'
import { outcomeOf } from './outcome.js'

/** Writes what the operation answered as an envelope. */
export function encode(writer: EnvelopeWriter): Step<EwsExchange> {
  return (exchange, next) => {
    const result = known(exchange.result, 'result')
    const { document, free } = writer.answer(known(exchange.reading, 'envelope').operation, result)
    exchange.answer = { status: 200, document, free }
    exchange.entry.update({ outcome: outcomeOf(result) })
    return next()
  }
}
