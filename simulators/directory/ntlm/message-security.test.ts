import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MessageSecurity, protectionOf } from './message-security.js'

/** The session of the published example: a key of the client's own, 128 bits, signed and sealed. */
const EXAMPLE = { key: Buffer.alloc(16, 0x55), flags: 0xe288_8235, sequence: 0 }

it('seals and signs as the published example of version 2 does', () => {
  const client = new MessageSecurity(EXAMPLE, 'client')

  const token = client.wrap(Buffer.from('Plaintext', 'utf16le'))

  expect(token.toString('hex')).toBe(
    '010000007fb38ec5c55d497600000000' + '54e50165bf1936dc996020c1811b0f06fb5f',
  )
})

it.each([
  ['sealed', 0x30],
  ['signed', 0x10],
  ['none', 0],
] as const)('knows messages that are to be %s by the flags', (protection, flag) => {
  expect(protectionOf({ ...EXAMPLE, flags: (0xe288_8205 | flag) >>> 0 })).toBe(protection)
})

it.each([
  ['sealed', 0xe288_8235],
  ['signed', 0xe288_8215],
  ['signed without a key of the client', 0xa288_8215],
])('reads what the other side has %s, message by message', (_how, flags) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (messages) => {
      const client = new MessageSecurity({ ...EXAMPLE, flags }, 'client')
      const server = new MessageSecurity({ ...EXAMPLE, flags }, 'server')

      for (const message of messages) {
        expect(server.unwrap(client.wrap(message))).toEqual(Buffer.from(message))
        expect(client.unwrap(server.wrap(message))).toEqual(Buffer.from(message))
      }
    }),
  )
})

it('refuses a token that was changed, left out, sent twice or cut', () => {
  const tokens = () => {
    const client = new MessageSecurity(EXAMPLE, 'client')
    return [client.wrap(Buffer.from('one')), client.wrap(Buffer.from('two'))] as const
  }
  const [first, second] = tokens()
  const changed = Buffer.from(first)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  const fresh = () => new MessageSecurity(EXAMPLE, 'server')
  const after = fresh()

  expect(fresh().unwrap(changed)).toBeUndefined()
  expect(fresh().unwrap(second)).toBeUndefined()
  expect(fresh().unwrap(first.subarray(0, 15))).toBeUndefined()
  expect(after.unwrap(first)).toEqual(Buffer.from('one'))
  expect(after.unwrap(first)).toBeUndefined()
})
