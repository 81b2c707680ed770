import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ntHashOf } from '../accounts/nt-hash.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { PASSWORD } from '../testing/sample-organization.js'
import type { NtlmHandshake } from './ntlm-handshake.js'
import { encryptByHash } from './ntlm-v1.js'
import { hmacMd5 } from './ntlm-v2.js'
import { rc4 } from './rc4.js'
import {
  authenticate,
  authenticateByVersion1,
  authenticateSigned,
  NEGOTIATE,
  NEGOTIATE_SIGNED,
  type ClientLogon,
} from './testing/ntlm-client.js'

function logOn(handshake: NtlmHandshake, logon: ClientLogon) {
  const step = handshake.accept(NEGOTIATE)
  if (step.kind !== 'challenge') return step
  return handshake.accept(authenticate(step.token, logon))
}

it('computes the NT hash and the NTLMv2 key of the published example', () => {
  expect(ntHashOf('Password').toString('hex')).toBe('a4f49c406510bdcab6824ee7c30fd852')
  const key = hmacMd5(ntHashOf('Password'), Buffer.from('USERDomain', 'utf16le'))
  expect(key.toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f')
})

it('computes the response of version 1 of the published example', () => {
  const response = encryptByHash(ntHashOf('Password'), Buffer.from('0123456789abcdef', 'hex'))
  expect(response.toString('hex')).toBe('67c43011f30298a2ad35ece64f16331c44bdbed927841f94')
})

it('encrypts a session key as in the published example', () => {
  const sessionBaseKey = Buffer.from('8de40ccadbc14a82f15cb0ad0de95ca3', 'hex')
  const encrypted = rc4(sessionBaseKey, Buffer.alloc(16, 0x55))
  expect(encrypted.toString('hex')).toBe('c5dad2544fc9799094ce1ce90bc9d03e')
})

it.each([
  ['as they were sent', (_type3: Buffer) => undefined, 'granted'],
  ['with another workstation', (type3: Buffer) => type3.write('X', type3.length - 40, 'utf16le'), 'refused'],
  ['without their signature', (type3: Buffer) => type3.fill(0, 72, 88), 'refused'],
])('takes messages that their client has signed %s: %s', (_how, change, kind) => {
  const handshake = createTestDirectory().directory.ntlm()
  const step = handshake.accept(NEGOTIATE_SIGNED)
  const token = step.kind === 'challenge' ? step.token : Buffer.alloc(0)
  const { type3, security } = authenticateSigned(token, { user: 'alice', domain: '', password: PASSWORD })
  change(type3)

  const end = handshake.accept(type3)

  expect(end.kind).toBe(kind)
  if (end.kind === 'granted') expect(end.security.key).toEqual(security.key)
})

it.each([
  [PASSWORD, true, 'granted'],
  ['wrong', true, 'refused'],
  [PASSWORD, false, 'refused'],
])('answers version 1 with %s, with a challenge of the client %s: %s', (password, hasOwnChallenge, kind) => {
  const handshake = createTestDirectory().directory.ntlm()
  const step = handshake.accept(NEGOTIATE)
  const token = step.kind === 'challenge' ? step.token : Buffer.alloc(0)
  const logon = { user: 'alice', domain: 'ENT-PA', password }

  expect(handshake.accept(authenticateByVersion1(token, logon, hasOwnChallenge)).kind).toBe(kind)
})

it.each([
  ['alice', 'ENT-PA'],
  ['Alice', 'ent-pa'],
  ['alice', 'ent-pa.example'],
  ['alice', ''],
  ['alice@ent-pa.example', ''],
])('lets %s of domain %j in', (user, domain) => {
  const handshake = createTestDirectory().directory.ntlm()

  expect(logOn(handshake, { user, domain, password: PASSWORD })).toMatchObject({
    kind: 'granted',
    account: { sAMAccountName: 'alice' },
  })
})

it.each([
  ['alice', 'ENT-PA', 'wrong', 'bad-password'],
  ['nobody', 'ENT-PA', PASSWORD, 'no-such-user'],
  ['alice', 'OTHER', PASSWORD, 'no-such-user'],
  ['board1', 'ENT-PA', PASSWORD, 'bad-password'],
])('refuses %s of %s with password %s: %s', (user, domain, password, reason) => {
  const handshake = createTestDirectory().directory.ntlm()

  expect(logOn(handshake, { user, domain, password })).toEqual({ kind: 'refused', reason })
})

it('refuses an answer without a challenge, and an answer sent twice', () => {
  const { directory } = createTestDirectory()
  const handshake = directory.ntlm()
  const challenge = handshake.accept(NEGOTIATE)
  const token = challenge.kind === 'challenge' ? challenge.token : Buffer.alloc(0)
  const answer = authenticate(token, { user: 'alice', domain: 'ENT-PA', password: PASSWORD })

  expect(directory.ntlm().accept(answer)).toEqual({ kind: 'refused', reason: 'out-of-sequence' })
  expect(handshake.accept(answer).kind).toBe('granted')
  expect(handshake.accept(answer)).toEqual({ kind: 'refused', reason: 'out-of-sequence' })
})

it('refuses the answer to another challenge', () => {
  const handshake = createTestDirectory().directory.ntlm()
  const first = handshake.accept(NEGOTIATE)
  const token = first.kind === 'challenge' ? first.token : Buffer.alloc(0)
  const answer = authenticate(token, { user: 'alice', domain: 'ENT-PA', password: PASSWORD })
  handshake.accept(NEGOTIATE)

  expect(handshake.accept(answer)).toEqual({ kind: 'refused', reason: 'bad-password' })
})

it('survives any octets', () => {
  const { directory } = createTestDirectory()
  const type3 = fc
    .uint8Array({ maxLength: 120 })
    .map((bytes) => Buffer.concat([Buffer.from('NTLMSSP\0\u0003\0\0\0', 'latin1'), bytes]))

  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), type3), (token) => {
      const handshake = directory.ntlm()
      handshake.accept(NEGOTIATE)
      expect(handshake.accept(token).kind).toBe('refused')
    }),
  )
})
