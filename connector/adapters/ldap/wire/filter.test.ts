import fc from 'fast-check'
import { expect, it } from 'vitest'
import { integer, readElement, readInteger } from './ber.js'
import { attributesIn, encodeFilter, escapeOctets, escapeText } from './filter.js'

it.each([
  ['(cn=*)', '8702636e'],
  ['(cn=ab)', 'a308 0402636e 04026162'],
  ['(cn=\\80\\ff)', 'a308 0402636e 040280ff'],
  ['(!(cn=a))', 'a209 a307 0402636e 040161'],
  ['(&(cn=a)(b>=1))', 'a011 a307 0402636e 040161 a506 040162 040131'],
  ['(cn=a*b*\\2a)', 'a40f 0402636e 3009 800161 810162 82012a'],
  ['(a:1.2:=3)', 'a90b 8103312e32 820161 830133'],
  ['( & (cn=a) )', null],
  ['(&)', 'a000'],
])('writes %s as its octets', (text, hex) => {
  if (hex === null) return expect(() => encodeFilter(text)).toThrow(/not well-formed/)
  expect(encodeFilter(text).toString('hex')).toBe(hex.replaceAll(' ', ''))
})

it.each(['', 'cn=a', '(cn=a', '(cn=a))', '(=a)', '(&(cn=a)', '(cn)'])('refuses %j', (text) => {
  expect(() => encodeFilter(text)).toThrow(/not well-formed/)
})

it('keeps every octet and every text that is escaped', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.string({ unit: 'binary' }), (bytes, text) => {
      const octets = Buffer.from(bytes)
      const isKept = encodeFilter(`(x=${escapeOctets(octets)})`)
        .subarray(-octets.length)
        .equals(octets)
      return isKept && encodeFilter(`(x=${escapeText(text)})`).includes(Buffer.from(text))
    }),
  )
})

it('names the attributes of a filter', () => {
  const filter = '(&(objectClass=user)(!(mail=*))(memberOf:1.2.840.113556.1.4.1941:=CN=a,DC=b)(cn>=x))'

  expect(attributesIn(filter)).toEqual(['objectclass', 'mail', 'memberof', 'cn'])
})

it('reads back every integer that it writes, in the fewest octets', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const written = integer(value)
      expect(readInteger(readElement(written)?.element.content)).toBe(value)
      expect(written.length).toBeLessThanOrEqual(6)
    }),
  )
})
