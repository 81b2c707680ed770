import { expect, it } from 'vitest'
import type { NtlmHandshake } from '../../directory/ntlm/ntlm-handshake.js'
import { handshakeLogon } from './logon-servers.js'

const TOKEN = Buffer.from('token')

/** Challenges once, and refuses what comes then, as one that has checked it. */
function handshake(): NtlmHandshake {
  let count = 0
  return {
    accept: () =>
      count++ === 0 ? { kind: 'challenge', token: TOKEN } : { kind: 'refused', reason: 'bad-password' },
  }
}

it('challenges without a domain controller, and has nobody to ask whether the challenge is met', () => {
  const logon = handshakeLogon(handshake(), () => false)

  expect([logon.accept(TOKEN), logon.accept(TOKEN)]).toEqual([
    { kind: 'challenge', token: TOKEN },
    { kind: 'refused', reason: 'no-logon-servers' },
  ])
})

it('lets the controller decide that answers again', () => {
  let isReachable = false
  const logon = handshakeLogon(handshake(), () => isReachable)
  logon.accept(TOKEN)

  isReachable = true

  expect(logon.accept(TOKEN)).toEqual({ kind: 'refused', reason: 'bad-password' })
})
