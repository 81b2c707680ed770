import { once } from 'node:events'
import type { ProtocolFault } from '../../core/index.js'
import { RestFault } from './rest-fault.js'
import type { Visit } from './visit.js'

/**
 * Carries out a fault of the lab on a REST call. The name of an error is its HTTP status; `retryAfter` is
 * the only detail, in seconds. Cutting the answer is left to the step that writes it.
 */
export async function strike({ exchange }: Visit, fault: ProtocolFault): Promise<void> {
  switch (fault.kind) {
    case 'status':
      throw new RestFault(fault.status)
    case 'error': {
      const retryAfter = fault.details?.['retryAfter']
      throw new RestFault(Number(fault.code) || 500, {
        headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
      })
    }
    case 'silence':
      if (!exchange.signal.aborted) await once(exchange.signal, 'abort')
      return
    case 'truncate':
    case 'reset':
      exchange.socket.destroy()
  }
}
