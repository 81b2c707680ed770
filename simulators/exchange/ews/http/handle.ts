import type { Journal, Step } from '../../../core/index.js'
import type { OperationCall, OperationRegistry } from '../operation.js'
import { contextZone } from '../operations/time-zones/context-zone.js'
import type { EnvelopeWriter } from '../soap/envelope-writer.js'
import { known, type EwsExchange } from './ews-exchange.js'
import { openFrames } from './frames.js'
import type { ResponseObserver } from './observer.js'

interface HandleOptions {
  readonly operations: OperationRegistry
  readonly writer: EnvelopeWriter
  readonly journal: Journal
  readonly observe: ResponseObserver | undefined
}

/** Runs the operation. A streaming one answers by itself, so that no step after this has anything to do. */
export function handle({ operations, ...frameOptions }: HandleOptions): Step<EwsExchange> {
  return async (exchange, next) => {
    const reading = known(exchange.reading, 'envelope')
    const operation = known(operations.get(reading.operation.name), 'operation')
    if ('handle' in operation) {
      exchange.result = await operation.handle(callOf(exchange))
      return next()
    }
    using frames = openFrames(exchange, frameOptions)
    await operation.stream(callOf(exchange), frames)
    frames.end()
  }
}

function callOf(exchange: EwsExchange): OperationCall {
  const { headers, body } = known(exchange.reading, 'envelope')
  const precision = headers.values.get('DateTimePrecision')

  return {
    request: body,
    caller: known(exchange.caller, 'caller'),
    requestedVersion: known(exchange.version, 'version'),
    timeZone: contextZone(headers.values.get('TimeZoneContext')),
    dateTimePrecision: precision === 'Milliseconds' ? 'Milliseconds' : 'Seconds',
    interaction: { id: exchange.requestId, signal: exchange.http.signal },
  }
}
