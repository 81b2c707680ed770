import { randomBytes } from 'node:crypto'
import type { Clock } from '../../core/index.js'
import type { Account } from '../accounts/account.js'
import type { Accounts } from '../accounts/accounts.js'
import type { LogonOutcome } from '../accounts/logon.js'
import { toFileTime } from '../names/file-time.js'
import { controllerHost, type Forest } from '../tree/forest.js'
import type { NtlmHandshake, NtlmStep } from './ntlm-handshake.js'
import {
  messageType,
  negotiateFlags,
  parseAuthenticate,
  renderChallenge,
  type AuthenticateMessage,
} from './ntlm-message.js'
import { isVersion1, provenByVersion1 } from './ntlm-v1.js'
import { provenByVersion2 } from './ntlm-v2.js'
import { isUntouched, sessionSecurity } from './session-security.js'

export interface NtlmServer {
  readonly accounts: Accounts
  readonly clock: Clock
  readonly forest: Forest
}

/** Starts the server's half of an NTLM log-on by raw messages; keep it with the connection. */
export function createNtlmHandshake(server: NtlmServer): NtlmHandshake {
  let sent: { readonly type1: Buffer; readonly type2: Buffer; readonly challenge: Buffer } | undefined

  function negotiate(type1: Buffer): NtlmStep {
    const challenge = randomBytes(8)
    const type2 = renderChallenge({ ...describe(server), challenge, requested: negotiateFlags(type1) })
    sent = { type1: Buffer.from(type1), type2, challenge }
    return { kind: 'challenge', token: type2 }
  }

  function authenticate(type3: Buffer): NtlmStep {
    const before = sent
    sent = undefined
    if (before === undefined) return { kind: 'refused', reason: 'out-of-sequence' }
    const message = parseAuthenticate(type3)
    if (message === undefined) return { kind: 'refused', reason: 'malformed' }

    const proven = isVersion1(message) ? provenByVersion1 : provenByVersion2
    let keyExchangeKey: Buffer | undefined
    const outcome = server.accounts.verifyProof(
      findAccount(server.accounts, message),
      (ntHash) => (keyExchangeKey = proven(ntHash, before.challenge, message)) !== undefined,
      { workstation: message.workstation },
    )
    if (outcome.kind === 'refused' || keyExchangeKey === undefined) return refused(outcome)
    const security = sessionSecurity(keyExchangeKey, message)
    if (!isUntouched([before.type1, before.type2, type3], message, security.key)) {
      return { kind: 'refused', reason: 'malformed' }
    }
    return { kind: 'granted', account: outcome.account, security }
  }

  return {
    accept(token) {
      const octets = Buffer.from(token.buffer, token.byteOffset, token.byteLength)
      switch (messageType(octets)) {
        case 1:
          return negotiate(octets)
        case 3:
          return authenticate(octets)
        default:
          return { kind: 'refused', reason: 'malformed' }
      }
    },
  }
}

function refused(outcome: LogonOutcome): NtlmStep {
  return { kind: 'refused', reason: outcome.kind === 'refused' ? outcome.reason : 'bad-password' }
}

/** `user` may be a UPN with an empty domain, or a plain name with or without one. */
function findAccount(accounts: Accounts, { user, domain }: AuthenticateMessage): Account | undefined {
  if (user.includes('@') || domain === '') return accounts.findWindows(user)
  return accounts.findWindows(`${domain}\\${user}`)
}

function describe({ clock, forest }: NtlmServer) {
  return {
    netbiosDomain: forest.netbiosDomain,
    netbiosComputer: forest.controllerName,
    dnsDomain: forest.dnsDomain,
    dnsComputer: controllerHost(forest),
    timestamp: toFileTime(clock.now()),
  }
}
