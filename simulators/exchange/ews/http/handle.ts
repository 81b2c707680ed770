import type { Journal, Next, Step } from '../../../core/index.js'
import type {
  CallOperation,
  EwsInteraction,
  OperationCall,
  OperationRegistry,
  StreamOperation,
} from '../operation.js'
import { contextZone } from '../operations/time-zones/context-zone.js'
import type { EnvelopeWriter } from '../soap/envelope-writer.js'
import type { EwsObject } from '../tree.js'
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
  return (exchange, next) => {
    const reading = known(exchange.reading, 'envelope')
    const operation = known(operations.get(reading.operation.name), 'operation')
    return 'handle' in operation ? answerOnce(exchange, operation, next) : stream(exchange, operation)
  }

  function answerOnce(exchange: EwsExchange, operation: CallOperation, next: Next): Promise<void> | void {
    const answering = operation.handle(callOf(exchange))
    if (answering instanceof Promise) return answering.then(take)
    return take(answering)

    function take(result: EwsObject): Promise<void> | void {
      exchange.result = result
      return next()
    }
  }

  async function stream(exchange: EwsExchange, operation: StreamOperation): Promise<void> {
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
    interaction: new Interaction(exchange),
  }
}

/** The signal is made when somebody asks for it: few operations wait. */
class Interaction implements EwsInteraction {
  readonly id: string
  readonly #exchange: EwsExchange

  constructor(exchange: EwsExchange) {
    this.id = exchange.requestId
    this.#exchange = exchange
  }

  get signal(): AbortSignal {
    return this.#exchange.http.signal
  }
}
