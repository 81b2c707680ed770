import type { Answer } from './answer.js'
import type { RestFault } from './rest-fault.js'

/** The error body of every REST resource. @source webex.md 3 */
export function renderRestFault(fault: RestFault, trackingId: string): Answer {
  const { status, message, code, headers } = fault
  return {
    status,
    headers,
    json: {
      message,
      errors: [{ description: message, ...(code === undefined ? {} : { code }) }],
      trackingId,
    },
  }
}

/** The error body of Common Identity. @source RFC 6749 5.2, webex.md 4 */
export function renderOAuthFault(fault: RestFault): Answer {
  const { status, message, code, headers } = fault
  return { status, headers, json: { error: code ?? 'invalid_request', error_description: message } }
}
