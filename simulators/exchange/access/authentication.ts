import type { HttpExchange } from '../../network/index.js'
import type { Account } from '../../directory/accounts/account.js'
import type { LogonFailure } from '../../directory/accounts/logon.js'

/** How a virtual directory lets clients prove who they are; the spelling is the wire's. */
export type AuthenticationScheme = 'Bearer' | 'Negotiate' | 'NTLM' | 'Basic'

/** Why a request goes on or not. */
export type Authentication = Granted | Unauthorized

export interface Granted {
  readonly kind: 'granted'
  readonly account: Account
  readonly scheme: AuthenticationScheme
  /** What the answer has to say of it: names and values in turn. */
  readonly headers?: readonly string[]
}

export interface Unauthorized {
  readonly kind: 'unauthorized'
  readonly reason:
    | LogonFailure
    | 'anonymous'
    | 'bad-token'
    | 'in-progress'
    | 'malformed'
    | 'no-logon-servers'
    | 'out-of-sequence'
  /** 403 for who is known and may not. */
  readonly status: 401 | 403
  /** The values of the `WWW-Authenticate` headers to send. */
  readonly challenges: readonly string[]
  /** What `x-ms-diagnostics` says of a token. */
  readonly diagnostics?: string
}

/** Finds out who sends a request, from its headers and its connection alone: the body is never looked at. */
export interface Authenticator extends Disposable {
  authenticate(exchange: HttpExchange): Authentication
}
