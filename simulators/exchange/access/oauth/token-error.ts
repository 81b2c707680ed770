import { LabError } from '../../../core/index.js'

/** How the identity provider refuses. @source Microsoft's "Microsoft Entra authentication and authorization error codes" */
const REFUSALS = {
  tenantNotFound: { number: 90_002, error: 'invalid_request', status: 400, text: 'Tenant not found.' },
  parameterMissing: {
    number: 900_144,
    error: 'invalid_request',
    status: 400,
    text: 'The request body lacks a required parameter.',
  },
  grantUnsupported: {
    number: 70_003,
    error: 'unsupported_grant_type',
    status: 400,
    text: 'The grant type is not supported.',
  },
  scopeInvalid: { number: 70_011, error: 'invalid_scope', status: 400, text: 'The scope is not valid.' },
  scopeNotDefault: {
    number: 1_002_012,
    error: 'invalid_scope',
    status: 400,
    text: 'For client credentials the scope has to be that of the resource with /.default.',
  },
  resourceUnknown: {
    number: 500_011,
    error: 'invalid_resource',
    status: 400,
    text: 'The resource was not found in the tenant.',
  },
  applicationUnknown: {
    number: 700_016,
    error: 'unauthorized_client',
    status: 400,
    text: 'The application was not found in the directory.',
  },
  secretMissing: {
    number: 7_000_218,
    error: 'invalid_client',
    status: 401,
    text: "The request body needs 'client_assertion' or 'client_secret'.",
  },
  secretInvalid: {
    number: 7_000_215,
    error: 'invalid_client',
    status: 401,
    text: 'Invalid client secret provided.',
  },
  assertionInvalid: {
    number: 700_027,
    error: 'invalid_client',
    status: 401,
    text: 'The client assertion is not signed by a key that is registered.',
  },
  assertionExpired: {
    number: 700_024,
    error: 'invalid_client',
    status: 401,
    text: 'The client assertion is not within its valid time range.',
  },
  consentMissing: {
    number: 65_001,
    error: 'invalid_grant',
    status: 400,
    text: 'Nobody has consented to use the application.',
  },
  userUnknown: {
    number: 50_034,
    error: 'invalid_grant',
    status: 400,
    text: 'The user account does not exist.',
  },
  passwordInvalid: {
    number: 50_126,
    error: 'invalid_grant',
    status: 400,
    text: 'The user name or password is not valid.',
  },
  passwordExpired: { number: 50_055, error: 'invalid_grant', status: 400, text: 'The password is expired.' },
  userDisabled: {
    number: 50_057,
    error: 'invalid_grant',
    status: 400,
    text: 'The user account is disabled.',
  },
  userLocked: { number: 50_053, error: 'invalid_grant', status: 400, text: 'The account is locked.' },
  refreshInvalid: {
    number: 70_000,
    error: 'invalid_grant',
    status: 400,
    text: 'The refresh token is not valid.',
  },
} as const

export type TokenRefusal = keyof typeof REFUSALS

/** Ends a request for a token with the provider's own refusal. */
export class TokenError extends LabError {
  readonly refusal: TokenRefusal

  constructor(refusal: TokenRefusal) {
    super('OAUTH_REFUSED', { message: REFUSALS[refusal].text })
    this.refusal = refusal
  }
}

/** What is told with a refusal so that it can be found again. */
export interface Occurrence {
  readonly traceId: string
  readonly correlationId: string
  /** `2026-03-02 09:00:00Z` */
  readonly timestamp: string
}

/** The JSON of a refusal, and its status. @source Microsoft's "OAuth 2.0 client credentials flow": error response example */
export function renderRefusal(refusal: TokenRefusal, { traceId, correlationId, timestamp }: Occurrence) {
  const { number, error, status, text } = REFUSALS[refusal]
  const trace = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${number}: ${text} ${trace}`,
      error_codes: [number],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  }
}
