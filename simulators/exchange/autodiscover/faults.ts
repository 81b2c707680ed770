import {
  faulted,
  type Clock,
  type FaultStage,
  type Faults,
  type ProtocolFault,
  type Step,
} from '../../core/index.js'
import { downLevelName } from '../../directory/accounts/account.js'
import type { AutodiscoverInteraction } from './interaction.js'
import { isPoxErrorCode } from './pox-answer.js'
import { renderError } from './pox-document.js'
import { sendDocument } from './send-document.js'

/** What carrying out a fault needs to know of the lab. */
export interface FaultOptions {
  readonly faults: Faults
  readonly clock: Clock
  /** Full name of the server, as error documents identify it. */
  readonly server: string
}

/** Lets fault rules act on Autodiscover: `error` is a POX error code, such as `603`. */
export function autodiscoverFault(options: FaultOptions, stage: FaultStage): Step<AutodiscoverInteraction> {
  const { faults, clock } = options
  return faulted({ faults, clock, stage, subject, strike })

  function strike(interaction: AutodiscoverInteraction, fault: ProtocolFault): Promise<void> | void {
    const { exchange, entry } = interaction
    switch (fault.kind) {
      case 'error': {
        const code = isPoxErrorCode(fault.code) ? fault.code : 603
        interaction.document = renderError(code, { server: options.server, at: clock.now() })
        interaction.outcome = String(code)
        return sendDocument(interaction)
      }
      case 'status':
        entry.update({ outcome: String(fault.status) })
        exchange.response.writeHead(fault.status, { 'Content-Length': 0 }).end()
        return
      case 'reset':
        entry.update({ outcome: 'reset' })
        exchange.socket.resetAndDestroy()
        return
      case 'silence':
        entry.update({ outcome: 'silence' })
        return untilGone(exchange.signal)
      case 'truncate':
        entry.update({ outcome: 'truncated' })
        return sendDocument(interaction, fault.afterBytes)
    }
  }
}

function subject({ exchange, account, target }: AutodiscoverInteraction) {
  return {
    protocol: 'autodiscover',
    operation: 'POX',
    via: exchange.endpoints.name,
    ...(account === undefined ? {} : { principal: downLevelName(account) }),
    ...(target === undefined ? {} : { target }),
  }
}

function untilGone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
