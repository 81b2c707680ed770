import type { Socket } from 'node:net'
import type { Account } from '../../directory/accounts/account.js'
import type { NtlmStep } from '../../directory/ntlm/ntlm-handshake.js'
import type { HttpExchange } from '../../network/index.js'
import type { Authentication, AuthenticationScheme, Authenticator, Unauthorized } from './authentication.js'
import { parseBasicCredentials } from './basic-credentials.js'
import type { HandshakeLogon, PasswordLogons } from './logon-servers.js'
import type { BearerAuthentication } from './oauth/index.js'

/** The schemes by which a connection is logged on, and not a request. */
export type ConnectionScheme = Extract<AuthenticationScheme, 'Negotiate' | 'NTLM'>

export interface AuthenticatorOptions {
  readonly accounts: PasswordLogons
  readonly newHandshake: (scheme: ConnectionScheme) => HandshakeLogon
  /** What is offered to an anonymous client, in this order; the others are not accepted either. */
  readonly schemes: readonly AuthenticationScheme[] | (() => readonly AuthenticationScheme[])
  /** What Bearer offers and takes. Without it Bearer is not offered. */
  readonly bearer?: BearerAuthentication
  /** How Basic is offered. Default: with the host that was asked as its realm. */
  readonly basicChallenge?: string
}

/** Says that the log-on belongs to the connection. */
const PERSISTENT = ['Persistent-Auth', 'true']

/** What a connection has come to: a log-on under way, or one that holds until the connection ends. */
interface ConnectionLogon {
  readonly handshake: HandshakeLogon
  readonly scheme: ConnectionScheme
  readonly account: Account | undefined
}

/**
 * Authenticates as IIS does: Basic and Bearer by each request, NTLM by the connection. NTLM state belongs to the socket,
 * so that a log-on can neither move to another connection nor outlive this one. A Type 1 message starts over and
 * drops the identity that the connection had. All that Windows refuses, whatever the reason, gets the same 401.
 * @source ews.md 1.4, toolchain.md 5
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { accounts, newHandshake, schemes, bearer } = options
  const offered = typeof schemes === 'function' ? schemes : () => schemes
  let connections = new WeakMap<Socket, ConnectionLogon>()

  return {
    authenticate(exchange) {
      const { authorization } = exchange.request.headers
      if (authorization === undefined) return byConnection(exchange)
      const { scheme, token } = credentialsOf(authorization, offered())
      switch (scheme) {
        case 'Basic':
          return byPassword(exchange, token)
        case 'Bearer':
          return byToken(exchange, token)
        case undefined:
          return refuse(exchange, 'anonymous')
        default:
          return byHandshake(exchange, scheme, token)
      }
    },
    [Symbol.dispose]: () => {
      connections = new WeakMap()
    },
  }

  function byConnection(exchange: HttpExchange): Authentication {
    const logon = connections.get(exchange.socket)
    if (logon?.account === undefined) return refuse(exchange, 'anonymous')
    return { kind: 'granted', account: logon.account, scheme: logon.scheme, headers: PERSISTENT }
  }

  function byPassword(exchange: HttpExchange, token: string): Authentication {
    const credentials = parseBasicCredentials(token)
    if (credentials === undefined) return refuse(exchange, 'malformed')
    const outcome = accounts.verifyWindowsPassword(credentials.name, credentials.password)
    return outcome.kind === 'granted'
      ? { kind: 'granted', account: outcome.account, scheme: 'Basic' }
      : refuse(exchange, outcome.reason)
  }

  function byToken(exchange: HttpExchange, token: string): Authentication {
    if (bearer === undefined || token === '') return refuse(exchange, 'anonymous')
    const outcome = bearer.verify(token)
    if (outcome.kind === 'granted') return { kind: 'granted', account: outcome.account, scheme: 'Bearer' }
    const { status, diagnostics } = outcome
    const challenges = challengesTo(exchange, ', error="invalid_token"')
    return { kind: 'unauthorized', reason: 'bad-token', status, diagnostics, challenges }
  }

  function byHandshake(exchange: HttpExchange, scheme: ConnectionScheme, token: string): Authentication {
    const before = connections.get(exchange.socket)
    const handshake = before?.scheme === scheme ? before.handshake : newHandshake(scheme)
    connections.set(exchange.socket, { handshake, scheme, account: undefined })
    const step = handshake.accept(Buffer.from(token, 'base64'))
    switch (step.kind) {
      case 'challenge':
        return {
          kind: 'unauthorized',
          reason: 'in-progress',
          status: 401,
          challenges: [spoken(scheme, step.token)],
        }
      case 'granted':
        connections.set(exchange.socket, { handshake, scheme, account: step.account })
        return grantHandshake(scheme, step)
      case 'refused':
        return refuse(exchange, step.reason)
    }
  }

  function refuse(exchange: HttpExchange, reason: Unauthorized['reason']): Authentication {
    return { kind: 'unauthorized', reason, status: 401, challenges: challengesTo(exchange) }
  }

  /** One value for each scheme; `fault` is what Bearer says of the token that came. */
  function challengesTo(exchange: HttpExchange, fault = ''): readonly string[] {
    return offered().flatMap((scheme) => {
      if (scheme === 'Bearer') return bearer === undefined ? [] : [bearer.challenge + fault]
      return scheme === 'Basic' ? [options.basicChallenge ?? `Basic realm="${hostOf(exchange)}"`] : [scheme]
    })
  }
}

function hostOf({ request }: HttpExchange): string {
  return request.headers.host ?? ''
}

/** The server may have a last word in a negotiation, which then goes with the answer. @source MS-N2HT 2.2.1 */
function grantHandshake(
  scheme: ConnectionScheme,
  { account, token }: Extract<NtlmStep, { kind: 'granted' }>,
): Authentication {
  const last = token === undefined ? [] : ['WWW-Authenticate', spoken(scheme, token)]
  return { kind: 'granted', account, scheme, headers: [...last, ...PERSISTENT] }
}

function spoken(scheme: ConnectionScheme, token: Uint8Array): string {
  return `${scheme} ${Buffer.from(token).toString('base64')}`
}

/** The scheme and token of the `Authorization` header; no scheme when it is not offered. */
function credentialsOf(
  authorization: string,
  schemes: readonly AuthenticationScheme[],
): { readonly scheme: AuthenticationScheme | undefined; readonly token: string } {
  const [word = '', token = ''] = authorization.trim().split(/\s+/, 2)
  const scheme = schemes.find((offered) => offered.toLowerCase() === word.toLowerCase())
  return { scheme, token }
}
