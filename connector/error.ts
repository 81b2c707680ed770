/** What went wrong, as a stable code: alarms, user messages and retries hang on it, never on a text. */
export type ConnectorErrorCode =
  | 'SUBJECT_INVALID' // the configuration given to the node cannot be used
  | 'UNREACHABLE' // no answer: refused, reset, timed out, name not found
  | 'CERTIFICATE_NOT_VALIDATED' // TLS chain or host name not accepted
  | 'ACCESS_DENIED' // credentials refused
  | 'UNEXPECTED_ANSWER' // an answer that the protocol does not allow
  | 'EWS_ERROR' // Exchange answered with an EWS response code
  | 'NO_MAILBOX' // autodiscover knows no mailbox for the address
  | 'UNTRUSTED_REDIRECT' // autodiscover wants to send us to a host nobody trusts
  | 'SITE_FAILURE' // the Webex site refused an XML API call
  | 'CLOUD_ERROR' // the Webex cloud answered with an error status
  | 'DIRECTORY_ERROR' // the directory refused a request, with an LDAP result code
  | 'KEY_SERVICE' // the key management service refused or stayed silent
  | 'VAULT' // a stored secret cannot be opened
  | 'LAB_GONE' // the lab that gives the time no longer answers
  | 'STOPPED' // the node was told to stop

export interface ConnectorErrorDetails {
  /** What was wrong and what to do about it. Never a secret, token or body. */
  readonly message: string
  /** EWS response code, HTTP status or XML API exception id: the product's own word for the failure. */
  readonly reason?: string
  /** How long the other side asks us to stay away, in milliseconds. */
  readonly backOffMs?: number
  readonly cause?: unknown
}

/** Every failure the connector raises itself. */
export class ConnectorError extends Error {
  readonly code: ConnectorErrorCode
  readonly reason: string | null
  readonly backOffMs: number | null

  constructor(code: ConnectorErrorCode, details: ConnectorErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause })
    this.name = 'ConnectorError'
    this.code = code
    this.reason = details.reason ?? null
    this.backOffMs = details.backOffMs ?? null
  }
}

/** True when `error` is the connector's own error, with one of `codes` if any are given. */
export function isConnectorError(error: unknown, ...codes: ConnectorErrorCode[]): error is ConnectorError {
  return error instanceof ConnectorError && (codes.length === 0 || codes.includes(error.code))
}

/** How long the other side asks us to stay away (HC-063); 0 when it does not. */
export function backOffOf(error: unknown): number {
  return (isConnectorError(error) ? error.backOffMs : null) ?? 0
}

/** One line for a log or an alarm. Causes are left out: they may carry what was on the wire. */
export function describeError(error: unknown): string {
  if (error instanceof ConnectorError)
    return error.reason === null ? error.message : `${error.reason}: ${error.message}`
  return error instanceof Error ? error.message : String(error)
}
