import { ConnectorError, isConnectorError } from '../../error.js'

/** Node's error codes for a certificate that was not accepted, whatever the reason. */
const CERTIFICATE_CODES: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Puts a failure of a connection into the connector's own words. `where` names the server. */
export function toTransportError(error: unknown, where: string): ConnectorError {
  if (isConnectorError(error)) return error
  const code = errorCode(error)
  if (CERTIFICATE_CODES.has(code)) {
    return new ConnectorError('CERTIFICATE_NOT_VALIDATED', {
      message: `The certificate of ${where} was not accepted; add its authority to the trust list of this node.`,
      reason: code,
      cause: error,
    })
  }
  return new ConnectorError('UNREACHABLE', {
    message: `${where} does not answer.`,
    reason: code,
    cause: error,
  })
}

/** Node's `code` of an error, or its name when it has none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
