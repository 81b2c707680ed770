import { isConnectorError, type ConnectorError } from '../error.js'

/** The queue of the server is full, or nothing stands behind it at the moment. @source ews.md 7.4 */
export const SERVICE_UNAVAILABLE = 'HTTP error code 503'

/** Exchange's words for "later", with or without a time to wait (HC-063, HC-235). @source ews.md 7.4 */
const BUSY_REASONS: ReadonlySet<string> = new Set([
  'ErrorServerBusy',
  'ErrorExceededConnectionCount',
  'ErrorInternalServerTransientError',
  'ErrorTimeoutExpired',
  'ErrorTooManyObjectsOpened',
  SERVICE_UNAVAILABLE,
])

/** True when Exchange may serve the same call later. */
export function isBusy(error: unknown): error is ConnectorError {
  return isConnectorError(error, 'EWS_ERROR', 'UNREACHABLE') && BUSY_REASONS.has(error.reason ?? '')
}
