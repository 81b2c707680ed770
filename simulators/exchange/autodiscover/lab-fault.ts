import { faulted, type Core, type FaultStage, type ProtocolFault, type Step } from '../../core/index.js'
import { downLevelName } from '../../directory/accounts/account.js'
import { resetConnection, untilGone } from '../lost-connection.js'
import { XML_HEADERS } from './content-types.js'
import type { Answer, AutodiscoverInteraction, FaultDetails } from './interaction.js'
import { sendAnswer, sendStatus } from './send-answer.js'

/**
 * Lets fault rules act on Autodiscover. `error` is the way of asking's own refusal (`603`, `InvalidUser`), or one that
 * all have: `redirect`, an HTTP redirect to the URL in the detail `location`, and `malformed`, which is no document.
 * At stage `connection` the target is the host that is asked, so that each step of discovery can be made to fail
 * alone; later it is the mailbox or domain.
 */
export function autodiscoverFault(
  core: Pick<Core, 'faults' | 'clock'>,
  stage: FaultStage,
): Step<AutodiscoverInteraction> {
  return faulted({ faults: core.faults, clock: core.clock, stage, subject, strike })
}

function subject({ exchange, account, operation, target }: AutodiscoverInteraction) {
  return {
    protocol: 'autodiscover',
    operation,
    target,
    via: exchange.endpoints.name,
    ...(account === undefined ? {} : { principal: downLevelName(account) }),
  }
}

function strike(interaction: AutodiscoverInteraction, fault: ProtocolFault): Promise<void> | void {
  const { exchange, entry } = interaction
  switch (fault.kind) {
    case 'error':
      interaction.answer = refusal(interaction, fault.code, fault.details ?? {})
      return passOver(interaction)
    case 'status':
      return sendStatus(interaction, fault.status)
    case 'reset':
      entry.update({ outcome: 'reset' })
      return resetConnection(exchange)
    case 'silence':
      entry.update({ outcome: 'silence' })
      return untilGone(exchange.signal)
    case 'truncate':
      entry.update({ outcome: 'truncated' })
      return sendAnswer(interaction, fault.afterBytes)
  }
}

/** Sends the refusal; what the client may still send of its request is not read. */
function passOver(interaction: AutodiscoverInteraction): void {
  interaction.exchange.request.resume()
  sendAnswer(interaction)
}

function refusal({ conversation }: AutodiscoverInteraction, code: string, details: FaultDetails): Answer {
  switch (code) {
    case 'redirect':
      return {
        status: 302,
        headers: { Location: String(details['location'] ?? '') },
        document: '',
        outcome: '302',
      }
    case 'malformed':
      return { status: 200, headers: XML_HEADERS, document: '<Autodiscover><Response>', outcome: 'malformed' }
    default:
      return conversation.refuse(code, details)
  }
}
