import { EwsFault } from '../../ews/ews-fault.js'
import { messageValues } from '../../ews/message-xml.js'
import { errorMessage } from '../../ews/response-message.js'
import type { EwsObject } from '../../ews/tree.js'
import type { Admission, Unserved } from './admission.js'

/** The client is to stay away for a while. @source ews.md 7.4 */
export function serverBusy(backOffMs: number): EwsFault {
  return new EwsFault('ErrorServerBusy', { messageXml: backOff(backOffMs) })
}

/** What answers a part of a batch that is not served any more. @source ews.md 7.4 */
export function unservedMessage({ code, backOffMs }: Unserved, onError: EwsObject): EwsObject {
  const details = code === 'ErrorServerBusy' ? { messageXml: backOff(backOffMs) } : {}
  return { ...errorMessage(code, details), ...onError }
}

/**
 * All places are taken. The text is captured, with its two blanks. @source ews.md 7.4; @inferred the same for answers
 * that stay open
 */
export function tooManyConnections({ limits, cost }: Admission): EwsFault {
  const limit = cost.hangs ? limits.maxHangingConnections : limits.maxConcurrency
  return new EwsFault('ErrorExceededConnectionCount', {
    messageXml: messageValues({
      Policy: 'MaxConcurrency',
      MaxConcurrencyLimit: limit,
      ErrorMessage:
        "This operation exceeds the throttling budget for policy part 'MaxConcurrency', " +
        `policy value '${limit}',  Budget type: 'Ews'.  Suggested backoff time 0 ms.`,
    }),
  })
}

function backOff(ms: number): EwsObject {
  return messageValues({ BackOffMilliseconds: Math.ceil(ms) })
}
