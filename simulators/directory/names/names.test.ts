import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FIXED_EPOCH } from '../../core/index.js'
import { below, dnKey } from './dn-key.js'
import type { Dn } from './dn.js'
import { fromFileTime, toFileTime } from './file-time.js'
import { formatGeneralizedTime, parseGeneralizedTime } from './generalized-time.js'
import { guidFromBytes, guidToBytes, parseGuid } from './guid.js'
import { parseDn } from './parse-dn.js'
import { renderDn } from './render-dn.js'
import { parseSid, sidFromBytes, sidToBytes } from './sid.js'

const anyDn: fc.Arbitrary<Dn> = fc.array(
  fc
    .record({ type: fc.constantFrom('CN', 'OU', 'DC'), value: fc.string({ unit: 'grapheme', minLength: 1 }) })
    .map((ava) => [ava] as const),
  { minLength: 1, maxLength: 5 },
)

it('reads every name it writes', () => {
  fc.assert(
    fc.property(anyDn, (dn) => {
      expect(parseDn(renderDn(dn))).toEqual(dn)
    }),
  )
})

it('never throws on a text that may be a name', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseDn(text)))
})

it('writes special characters the way Active Directory does', () => {
  const dn: Dn = [[{ type: 'CN', value: 'a,b+c="d";<e>\\ #' }], [{ type: 'OU', value: '#x\nDEL' }]]

  expect(renderDn(dn)).toBe('CN=a\\,b\\+c\\3D\\"d\\"\\3B\\<e\\>\\\\ #,OU=\\#x\\0ADEL')
})

it('takes names that differ in case and spaces for the same', () => {
  const one = parseDn('cn=Anna Berg , OU= Staff,dc=corp')
  const other = parseDn('CN=anna berg,OU=Staff,DC=CORP')

  expect(one && dnKey(one)).toBe(other && dnKey(other))
})

it('tells what lies below an ancestor', () => {
  const dn = parseDn('CN=A,OU=B,DC=c') ?? []

  expect(below(dn, parseDn('ou=b,dc=C') ?? [])).toEqual(dn.slice(0, 1))
  expect(below(dn, parseDn('ou=x,dc=c') ?? [])).toBeUndefined()
})

it.each(['no dn at all', 'CN', 'CN=a,', ',CN=a', 'CN="a', 'CN=a\\', '=a', 'CN=\\ff'])(
  'refuses %j as a name',
  (text) => {
    expect(parseDn(text)).toBeUndefined()
  },
)

it('keeps GUIDs with little-endian fields', () => {
  const guid = '00112233-4455-6677-8899-aabbccddeeff'

  expect(guidToBytes(guid).toString('hex')).toBe('33221100554477668899aabbccddeeff')
  expect(guidFromBytes(guidToBytes(guid))).toBe(guid)
  expect(parseGuid(`{${guid.toUpperCase()}}`)).toBe(guid)
})

it('reads every security identifier it writes', () => {
  const part = fc.integer({ min: 0, max: 2 ** 32 - 1 })
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 15 }), (parts) => {
      const sid = ['S-1-5', ...parts].join('-')
      expect(sidFromBytes(sidToBytes(sid))).toBe(sid)
      expect(parseSid(sid.toLowerCase())).toBe(sid)
    }),
  )
})

it('converts FILETIME both ways', () => {
  const at = FIXED_EPOCH

  expect(toFileTime(at)).toBe(134_169_120_000_000_000n)
  expect(fromFileTime(toFileTime(at))).toBe(at)
})

it('reads generalized time with a zone and without seconds', () => {
  const at = FIXED_EPOCH

  expect(formatGeneralizedTime(at)).toBe('20260302080000.0Z')
  expect(parseGeneralizedTime('20260302100000.0+0200')).toBe(at)
  expect(parseGeneralizedTime('202603020800Z')).toBe(at)
  expect(parseGeneralizedTime('20261302080000Z')).toBeUndefined()
})
