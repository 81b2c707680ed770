import { createHash } from 'node:crypto'
import type { Clock } from '../../core/index.js'
import type { Account } from '../../directory/accounts/account.js'
import type { Accounts } from '../../directory/accounts/accounts.js'
import type { LogonOutcome } from '../../directory/accounts/logon.js'
import type { NtlmHandshake, NtlmStep } from '../../directory/ntlm/ntlm-handshake.js'
import { EwsFault } from '../ews/ews-fault.js'
import type { CallerResolver } from './caller-resolver.js'

/** Nobody could be asked whether a log-on is good. @source Windows error 1311, ERROR_NO_LOGON_SERVERS */
interface Unanswered {
  readonly kind: 'refused'
  readonly reason: 'no-logon-servers'
}

const UNANSWERED: Unanswered = { kind: 'refused', reason: 'no-logon-servers' }

/** Log-ons with a password, which a domain controller checks. */
export interface PasswordLogons {
  verifyWindowsPassword(name: string, password: string): LogonOutcome | Unanswered
}

/** Log-ons by NTLM, whose last word a domain controller has. */
export interface HandshakeLogon {
  accept(token: Uint8Array): NtlmStep | Unanswered
}

/** The domain controllers that a server of Exchange asks. */
export interface LogonServers {
  readonly clock: Clock
  /** Whether one answers. */
  readonly isReachable: () => boolean
}

/** How long IIS keeps the token of a log-on by Basic. @source Microsoft KB 152526, UserTokenTTL */
const TOKEN_LIFETIME_MS = 15 * 60_000

/** More tokens than that are not kept; the oldest goes. @inferred */
const MOST_TOKENS = 10_000

/**
 * Log-ons by Basic. Who has logged on lately, with the same password, is let in also while no domain controller
 * answers, for IIS has kept the token. The cache ends with the server.
 */
export function passwordLogons(accounts: Accounts, { clock, isReachable }: LogonServers): PasswordLogons {
  const tokens = new Map<string, { readonly account: Account; readonly until: number }>()

  return {
    verifyWindowsPassword(name, password) {
      const key = createHash('sha256').update(`${name.toLowerCase()}\0${password}`).digest('base64')
      if (!isReachable()) return byToken(key)
      const outcome = accounts.verifyWindowsPassword(name, password)
      tokens.delete(key)
      if (outcome.kind === 'granted') keep(key, outcome.account)
      return outcome
    },
  }

  function byToken(key: string): LogonOutcome | Unanswered {
    const token = tokens.get(key)
    if (token === undefined || token.until <= clock.now()) return UNANSWERED
    return { kind: 'granted', account: token.account }
  }

  function keep(key: string, account: Account): void {
    tokens.set(key, { account, until: clock.now() + TOKEN_LIFETIME_MS })
    const [oldest] = tokens.keys()
    if (tokens.size > MOST_TOKENS && oldest !== undefined) tokens.delete(oldest)
  }
}

/** A log-on by NTLM: the server makes the challenge itself, and only a domain controller can say whether it is met. */
export function handshakeLogon(handshake: NtlmHandshake, isReachable: () => boolean): HandshakeLogon {
  let isChallenged = false
  return {
    accept(token) {
      if (isChallenged && !isReachable()) return UNANSWERED
      const step = handshake.accept(token)
      isChallenged = step.kind === 'challenge'
      return step
    },
  }
}

/**
 * Whoever has logged on is told that the directory is away, for Exchange asks a Global Catalog who he is.
 * @source Microsoft, ResponseCode: ErrorADUnavailable
 * @inferred Every request asks; what Exchange remembers for itself is not known.
 */
export function callersWhile(isReachable: () => boolean, resolve: CallerResolver): CallerResolver {
  return (account, impersonation) => {
    if (!isReachable()) throw new EwsFault('ErrorADUnavailable')
    return resolve(account, impersonation)
  }
}
