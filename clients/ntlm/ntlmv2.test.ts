import { expect, it } from 'vitest'

import { lmV2Response, ntlmV2Response, ntowfV2 } from './ntlmv2.js'

// The worked example of MS-NLMP 4.2.4: user "User", domain "Domain", password "Password".
const key = ntowfV2('Password', 'User', 'Domain')
const input = {
  key,
  serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
  clientChallenge: Buffer.alloc(8, 0xaa),
  timestamp: 0n,
  targetInfo: Buffer.from(
    '02000c0044006f006d00610069006e0001000c005300650072007600650072000000' + '0000',
    'hex',
  ),
}

it('makes the NTOWFv2 key of the published example', () => {
  expect(key.toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f')
})

it('makes the LMv2 response of the published example', () => {
  expect(lmV2Response(input).toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa')
})

it('makes the NTProofStr of the published example', () => {
  expect(ntlmV2Response(input).subarray(0, 16).toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c')
})
