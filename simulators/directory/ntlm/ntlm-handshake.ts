import type { Account } from '../accounts/account.js'
import type { LogonFailure } from '../accounts/logon.js'
import type { SessionSecurity } from './session-security.js'

/** What the server does after it read one NTLM token. */
export type NtlmStep =
  /** Send this Type 2 message and wait for the Type 3 on the same connection. */
  | { readonly kind: 'challenge'; readonly token: Uint8Array }
  | {
      readonly kind: 'granted'
      readonly account: Account
      /** What the messages of this session could be signed by. */
      readonly security: SessionSecurity
      /** What the server still says to the client, where the negotiation has a last word. */
      readonly token?: Uint8Array
    }
  | { readonly kind: 'refused'; readonly reason: LogonFailure | 'malformed' | 'out-of-sequence' }

/**
 * The server's half of one NTLM log-on. It belongs to one TCP connection: hold it in a map keyed by the
 * socket. A new Type 1 starts over; a Type 3 that no Type 1 preceded is refused, so a replay on another
 * connection fails.
 */
export interface NtlmHandshake {
  /** Reads one token (not base64) and says what to do. Never throws on bad input. */
  accept(token: Uint8Array): NtlmStep
}
