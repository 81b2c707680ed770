import type { HttpExchange } from '../../network/index.js'
import type { Account } from '../../directory/accounts/account.js'
import type { LogonFailure } from '../../directory/accounts/logon.js'

/** How a virtual directory lets clients prove who they are; the spelling is the wire's. */
export type AuthenticationScheme = 'Negotiate' | 'NTLM' | 'Basic'

/** Why a request goes on or not. `challenges` are the values of the `WWW-Authenticate` headers to send. */
export type Authentication =
  | { readonly kind: 'granted'; readonly account: Account; readonly scheme: AuthenticationScheme }
  | {
      readonly kind: 'unauthorized'
      readonly reason: LogonFailure | 'anonymous' | 'malformed' | 'out-of-sequence' | 'in-progress'
      readonly challenges: readonly string[]
    }

/** Finds out who sends a request, from its headers and its connection alone: the body is never looked at. */
export interface Authenticator extends Disposable {
  /** Also sets `Persistent-Auth` on the answer when the log-on belongs to the connection. */
  authenticate(exchange: HttpExchange): Authentication
}
