import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTestDirectory } from '../../testing/create-test-directory.js'
import { PASSWORD } from '../../testing/sample-organization.js'
import type { NtlmHandshake, NtlmStep } from '../ntlm-handshake.js'
import { sign } from '../message-security.js'
import { authenticate, authenticateSigned, NEGOTIATE, NEGOTIATE_SIGNED } from '../testing/ntlm-client.js'
import { mechanismList, serverField, spnegoOffer, spnegoResponse } from '../testing/spnego-client.js'
import { element } from './der.js'
import { MECHANISM } from './tokens.js'

const KERBEROS = '2a864886f712010202'
const alice = { user: 'alice', domain: 'ENT-PA', password: PASSWORD }

function inServer(step: NtlmStep, number: number): Buffer | undefined {
  return 'token' in step && step.token !== undefined ? serverField(step.token, number) : undefined
}

const start = (): NtlmHandshake => createTestDirectory().directory.negotiate()

it('lets a client in that wraps NTLM, and says so in the end', () => {
  const handshake = start()

  const challenge = handshake.accept(spnegoOffer([MECHANISM.ntlm], NEGOTIATE))
  const type3 = authenticate(inServer(challenge, 2) ?? Buffer.alloc(0), alice)
  const end = handshake.accept(spnegoResponse(type3))

  expect(challenge.kind).toBe('challenge')
  expect([inServer(challenge, 0), inServer(challenge, 1)].map((part) => part?.toString('hex'))).toEqual([
    '01',
    MECHANISM.ntlm,
  ])
  expect(end).toMatchObject({ kind: 'granted', account: { sAMAccountName: 'alice' } })
  expect(inServer(end, 0)?.toString('hex')).toBe('00')
})

it('takes NTLM as it is', () => {
  const handshake = start()
  const challenge = handshake.accept(NEGOTIATE)
  const type2 = challenge.kind === 'challenge' ? challenge.token : Buffer.alloc(0)

  expect(handshake.accept(authenticate(type2, alice))).toMatchObject({ kind: 'granted' })
})

/** A client that would rather have Kerberos and goes on with NTLM, which makes it sign its list. */
function fallBack(mic: (right: Buffer) => Buffer | undefined) {
  const handshake = start()
  const mechanisms = [KERBEROS, MECHANISM.ntlm]
  const first = handshake.accept(spnegoOffer(mechanisms, Buffer.from('a ticket')))
  const challenge = handshake.accept(spnegoResponse(NEGOTIATE_SIGNED))
  const { type3, security } = authenticateSigned(inServer(challenge, 2) ?? Buffer.alloc(0), alice)
  const right = sign(security, 'client', mechanismList(mechanisms))
  return {
    first,
    security,
    end: handshake.accept(spnegoResponse(type3, mic(right))),
    list: mechanismList(mechanisms),
  }
}

it('makes a client that prefers Kerberos go on with NTLM, and signs with it what was offered', () => {
  const { first, end, security, list } = fallBack((right) => right)

  expect(inServer(first, 0)?.toString('hex')).toBe('03')
  expect(inServer(first, 1)?.toString('hex')).toBe(MECHANISM.ntlm)
  expect(end.kind).toBe('granted')
  expect(inServer(end, 3)).toEqual(sign(security, 'server', list))
})

it.each([
  ['no signature', () => undefined],
  ['a wrong signature', (right: Buffer) => Buffer.from(right).fill(7, 4, 8)],
  ['half a signature', (right: Buffer) => right.subarray(0, 8)],
])('refuses such a client with %s', (_what, mic) => {
  expect(fallBack(mic).end).toEqual({ kind: 'refused', reason: 'malformed' })
})

it('refuses a client that has Kerberos alone, and answers without an offer', () => {
  expect(start().accept(spnegoOffer([KERBEROS], Buffer.from('a ticket')))).toMatchObject({ kind: 'refused' })
  expect(start().accept(spnegoResponse(NEGOTIATE))).toMatchObject({ kind: 'refused' })
})

it('survives any octets', () => {
  const handshake = start()
  const octets = fc.oneof(
    fc.uint8Array(),
    fc
      .uint8Array()
      .map((content) => element(0x60, element(0x06, Buffer.from(MECHANISM.spnego, 'hex')), content)),
    fc.uint8Array().map((content) => element(0xa1, content)),
  )

  fc.assert(
    fc.property(octets, (token) => {
      expect(handshake.accept(token).kind).toBe('refused')
    }),
  )
})
