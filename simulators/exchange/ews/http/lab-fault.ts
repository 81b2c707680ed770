import { faulted, type Core, type FaultStage, type ProtocolFault, type Step } from '../../../core/index.js'
import { downLevelName } from '../../../directory/accounts/account.js'
import { resetConnection, untilGone } from '../../lost-connection.js'
import { isErrorCode } from '../error-texts.js'
import { EwsFault } from '../ews-fault.js'
import { messageValues } from '../message-xml.js'
import type { EwsExchange } from './ews-exchange.js'
import { respond } from './respond.js'

/** Lets the lab's fault rules act on EWS. `error` is a response code, answered as a SOAP fault. */
export function labFault(core: Pick<Core, 'faults' | 'clock'>, stage: FaultStage): Step<EwsExchange> {
  return faulted({ faults: core.faults, clock: core.clock, stage, subject, strike })
}

function subject({ http, reading, account, caller }: EwsExchange) {
  const target = caller?.mailbox?.primarySmtpAddress

  return {
    protocol: 'ews',
    via: http.endpoints.name,
    ...(reading === undefined ? {} : { operation: reading.operation.name }),
    ...(account === undefined ? {} : { principal: downLevelName(account) }),
    ...(target === undefined ? {} : { target }),
  }
}

function strike(exchange: EwsExchange, fault: ProtocolFault): Promise<void> | void {
  const { http, entry } = exchange
  switch (fault.kind) {
    case 'error':
      throw faultOf(fault)
    case 'status':
      return respond(exchange, fault.status)
    case 'reset':
      entry.update({ outcome: 'reset' })
      return resetConnection(http)
    case 'silence':
      entry.update({ outcome: 'silence' })
      return untilGone(http.signal)
    case 'truncate':
      return truncate(exchange, fault.afterBytes)
  }
}

function faultOf({ code, details }: Extract<ProtocolFault, { kind: 'error' }>): EwsFault {
  const known = isErrorCode(code) ? code : 'ErrorInternalServerError'

  return new EwsFault(known, details === undefined ? {} : { messageXml: messageValues(details) })
}

/** Sends the beginning of the answer and breaks the connection. */
async function truncate(exchange: EwsExchange, afterBytes: number): Promise<void> {
  const { http, answer, entry } = exchange
  entry.update({ outcome: 'truncated' })
  const bytes = Buffer.from(answer?.document.toString() ?? '')
  exchange.writeHead(answer?.status ?? 200, ['Content-Type', 'text/xml; charset=utf-8'])
  http.response.flushHeaders()
  await new Promise((written) => http.response.write(bytes.subarray(0, afterBytes), written))
  http.socket.destroy()
}
