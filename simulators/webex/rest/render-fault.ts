import { STATUS_CODES } from 'node:http'
import type { Answer } from './answer.js'
import { RestFault } from './rest-fault.js'

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

/**
 * The error body of the public names of Common Identity: what it refused, told by the public API.
 * @observed in reports of integrators, for another service behind that API: the form of the message
 */
export function renderPublicOAuthFault(fault: RestFault, trackingId: string): Answer {
  const { status, message } = fault
  const detail = `request/response TrackingId = ${trackingId}, error = '${message}'`
  const told = new RestFault(status, {
    message: `POST failed: HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''} (url = ${IDBROKER_TOKEN_URL}, ${detail})`,
  })
  return renderRestFault(told, trackingId)
}

const IDBROKER_TOKEN_URL = 'https://idbroker.webex.com/idb/oauth2/v1/access_token'

/** The error body of Common Identity. @source RFC 6749 5.2, webex.md 4 */
export function renderOAuthFault(fault: RestFault): Answer {
  const { status, message, code, headers } = fault
  return { status, headers, json: { error: code ?? 'invalid_request', error_description: message } }
}
