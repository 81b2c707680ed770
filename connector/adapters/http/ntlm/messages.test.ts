import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { md4 } from './md4.js'
import { parseChallenge, renderAuthenticate, renderNegotiate, toNtlmAccount } from './messages.js'

/** The worked example of MS-NLMP 4.2.4: user, domain, password, challenges, and the NTLMv2 key they lead to. */
const ACCOUNT = { user: 'User', domain: 'Domain', password: 'Password' }
const NTOWF_V2 = '0c868a403bfd7a93a3001ef22ef02e3f'
const SERVER_CHALLENGE = Buffer.from('0123456789abcdef', 'hex')
const TARGET_INFO = Buffer.from(
  '02000c0044006f006d00610069006e0001000c005300650072007600650072000000 0000'.replace(' ', ''),
  'hex',
)
const NT_PROOF = '68cd0ab851e51c96aabc927bebef6a1c'

it('hashes a password as MS-NLMP 4.2.2.1.2 shows', () => {
  expect(md4(Buffer.from('Password', 'utf16le')).toString('hex')).toBe('a4f49c406510bdcab6824ee7c30fd852')
})

it('answers a challenge as the worked example of MS-NLMP 4.2.4.2.2 does', () => {
  const message = renderAuthenticate(
    { serverChallenge: SERVER_CHALLENGE, targetInfo: TARGET_INFO },
    ACCOUNT,
    {
      clientChallenge: Buffer.alloc(8, 0xaa),
      fileTime: 0n,
    },
  )

  const at = message.readUInt32LE(24)
  const answer = message.subarray(at, at + message.readUInt16LE(20))
  expect(answer.subarray(0, 16).toString('hex')).toBe(NT_PROOF)
  const proof = createHmac('md5', Buffer.from(NTOWF_V2, 'hex')).update(
    Buffer.concat([SERVER_CHALLENGE, answer.subarray(16)]),
  )
  expect(proof.digest('hex')).toBe(NT_PROOF)
})

it("uses the server's time when the challenge names it", () => {
  const time = Buffer.from('0011223344556677', 'hex')
  const targetInfo = Buffer.concat([Buffer.from('07000800', 'hex'), time, Buffer.alloc(4)])

  const message = renderAuthenticate({ serverChallenge: SERVER_CHALLENGE, targetInfo }, ACCOUNT, {
    clientChallenge: Buffer.alloc(8),
    fileTime: 1n,
  })

  const at = message.readUInt32LE(24)
  expect(message.subarray(at + 24, at + 32)).toEqual(time)
})

it('starts as every client does [HC-015]', () => {
  expect(renderNegotiate().toString('base64')).toMatch(/^TlRMTVNTUAAB/)
})

it.each([
  ['ENT-PA\\svc', { domain: 'ENT-PA', user: 'svc' }],
  ['svc@ent-pa.example', { domain: '', user: 'svc@ent-pa.example' }],
])('reads the account name %s [HC-014]', (name, parts) => {
  expect(toNtlmAccount(name, 'x')).toMatchObject(parts)
})

it('refuses what is no challenge', () => {
  expect(() => parseChallenge(Buffer.from('TlRMTVNTUAAB', 'base64'))).toThrow(/challenge/)
})
