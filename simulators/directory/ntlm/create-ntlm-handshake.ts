import { randomBytes } from 'node:crypto'
import type { Clock } from '../../core/index.js'
import type { Account } from '../accounts/account.js'
import type { Accounts } from '../accounts/accounts.js'
import { toFileTime } from '../names/file-time.js'
import { controllerHost, type Forest } from '../tree/forest.js'
import type { NtlmHandshake, NtlmStep } from './ntlm-handshake.js'
import { messageType, parseAuthenticate, renderChallenge, type AuthenticateMessage } from './ntlm-message.js'
import { isVersion1, isVersion1Proof } from './ntlm-v1.js'
import { isVersion2Proof } from './ntlm-v2.js'

export interface NtlmServer {
  readonly accounts: Accounts
  readonly clock: Clock
  readonly forest: Forest
}

/** Starts the server's half of an NTLM log-on; keep it with the connection. */
export function createNtlmHandshake(server: NtlmServer): NtlmHandshake {
  let challenge: Buffer | undefined

  function negotiate(): NtlmStep {
    challenge = randomBytes(8)
    return { kind: 'challenge', token: renderChallenge({ ...describe(server), challenge }) }
  }

  function authenticate(token: Buffer): NtlmStep {
    const given = challenge
    challenge = undefined
    if (given === undefined) return { kind: 'refused', reason: 'out-of-sequence' }
    const message = parseAuthenticate(token)
    if (message === undefined) return { kind: 'refused', reason: 'malformed' }

    const isProof = isVersion1(message) ? isVersion1Proof : isVersion2Proof
    const outcome = server.accounts.verifyProof(
      findAccount(server.accounts, message),
      (ntHash) => isProof(ntHash, given, message),
      { workstation: message.workstation },
    )
    return outcome.kind === 'granted' ? outcome : { kind: 'refused', reason: outcome.reason }
  }

  return {
    accept(token) {
      const octets = Buffer.from(token.buffer, token.byteOffset, token.byteLength)
      switch (messageType(octets)) {
        case 1:
          return negotiate()
        case 3:
          return authenticate(octets)
        default:
          return { kind: 'refused', reason: 'malformed' }
      }
    },
  }
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
