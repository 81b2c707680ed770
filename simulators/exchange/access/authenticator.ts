import type { Socket } from 'node:net'
import type { Account } from '../../directory/accounts/account.js'
import type { Accounts } from '../../directory/accounts/accounts.js'
import type { NtlmHandshake } from '../../directory/ntlm/ntlm-handshake.js'
import type { HttpExchange } from '../../network/index.js'
import type { Authentication, AuthenticationScheme, Authenticator } from './authentication.js'
import { parseBasicCredentials } from './basic-credentials.js'

export interface AuthenticatorOptions {
  readonly accounts: Accounts
  readonly newHandshake: () => NtlmHandshake
  /** What is offered to an anonymous client, in this order; the others are not accepted either. */
  readonly schemes: readonly AuthenticationScheme[]
}

type ConnectionScheme = Exclude<AuthenticationScheme, 'Basic'>

/** What a connection has come to: a log-on under way, or one that holds until the connection ends. */
interface ConnectionLogon {
  readonly handshake: NtlmHandshake
  readonly scheme: ConnectionScheme
  readonly account: Account | undefined
}

/**
 * Authenticates as IIS does: Basic by each request, NTLM by the connection. NTLM state belongs to the socket, so
 * that a log-on can neither move to another connection nor outlive this one. A Type 1 message starts over and
 * drops the identity that the connection had. @source ews.md 1.4, toolchain.md 5
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { accounts, newHandshake, schemes } = options
  let connections = new WeakMap<Socket, ConnectionLogon>()

  return {
    authenticate(exchange) {
      const { scheme, token } = authorization(exchange, schemes)
      if (scheme === undefined) return byConnection(exchange)
      if (scheme === 'Basic') return byPassword(exchange, token)
      return byHandshake(exchange, scheme, token)
    },
    [Symbol.dispose]: () => {
      connections = new WeakMap()
    },
  }

  function byConnection(exchange: HttpExchange): Authentication {
    const logon = connections.get(exchange.socket)
    if (logon?.account === undefined) return refuse(exchange, 'anonymous')
    return grantForConnection(exchange, logon.account, logon.scheme)
  }

  function byPassword(exchange: HttpExchange, token: string): Authentication {
    const credentials = parseBasicCredentials(token)
    if (credentials === undefined) return refuse(exchange, 'malformed')
    const outcome = accounts.verifyWindowsPassword(credentials.name, credentials.password)
    return outcome.kind === 'granted'
      ? { kind: 'granted', account: outcome.account, scheme: 'Basic' }
      : refuse(exchange, outcome.reason)
  }

  function byHandshake(exchange: HttpExchange, scheme: ConnectionScheme, token: string): Authentication {
    const logon = connections.get(exchange.socket) ?? {
      handshake: newHandshake(),
      scheme,
      account: undefined,
    }
    connections.set(exchange.socket, { ...logon, scheme, account: undefined })
    const step = logon.handshake.accept(Buffer.from(token, 'base64'))
    switch (step.kind) {
      case 'challenge': {
        const message = Buffer.from(step.token).toString('base64')
        return { kind: 'unauthorized', reason: 'in-progress', challenges: [`${scheme} ${message}`] }
      }
      case 'granted':
        connections.set(exchange.socket, { ...logon, scheme, account: step.account })
        return grantForConnection(exchange, step.account, scheme)
      case 'refused':
        return refuse(exchange, step.reason)
    }
  }

  function refuse(
    exchange: HttpExchange,
    reason: Extract<Authentication, { kind: 'unauthorized' }>['reason'],
  ): Authentication {
    const host = exchange.request.headers.host ?? ''
    const challenges = schemes.map((scheme) => (scheme === 'Basic' ? `Basic realm="${host}"` : scheme))
    return { kind: 'unauthorized', reason, challenges }
  }
}

function grantForConnection(
  exchange: HttpExchange,
  account: Account,
  scheme: ConnectionScheme,
): Authentication {
  exchange.response.setHeader('Persistent-Auth', 'true')
  return { kind: 'granted', account, scheme }
}

/** The scheme and token of the `Authorization` header; no scheme when it is absent or not offered. */
function authorization(
  exchange: HttpExchange,
  schemes: readonly AuthenticationScheme[],
): { readonly scheme: AuthenticationScheme | undefined; readonly token: string } {
  const [word = '', token = ''] = (exchange.request.headers.authorization ?? '').split(/\s+/, 2)
  const scheme = schemes.find((offered) => offered.toLowerCase() === word.toLowerCase())
  return { scheme, token }
}
