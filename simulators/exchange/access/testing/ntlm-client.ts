import { authenticate, NEGOTIATE, type ClientLogon } from '../../../directory/ntlm/testing/ntlm-client.js'

/** The Type 1 message as HTTP carries it, in base64. */
export function negotiateToken(): string {
  return NEGOTIATE.toString('base64')
}

/** The Type 3 message that answers a Type 2, both in base64. */
export function authenticateToken(challenge: string, logon: ClientLogon): string {
  return authenticate(Buffer.from(challenge, 'base64'), logon).toString('base64')
}
