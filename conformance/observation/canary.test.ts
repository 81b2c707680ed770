import fc from 'fast-check'
import { expect, it } from 'vitest'

import { findCanary } from './canary.js'

const CANARY = 'C4nary&"Pa§s+word'

it.each([
  ['as it is', CANARY],
  ['in JSON', JSON.stringify({ note: CANARY })],
  ['in XML', '<a>C4nary&amp;&quot;Pa§s+word</a>'],
  ['URL-encoded', `x=${encodeURIComponent(CANARY)}`],
  ['in hexadecimal capitals', Buffer.from(CANARY).toString('hex').toUpperCase()],
  ['as Basic credentials', `Basic ${Buffer.from(`svc@ent-pa.example:${CANARY}`).toString('base64')}`],
  ['as UTF-16 in base64', Buffer.from(CANARY, 'utf16le').toString('base64')],
])('finds a text that leaves %s [HC-002]', (_form, wire) => {
  expect(findCanary(`before ${wire} after`, CANARY)).toBeDefined()
})

it('finds a text at any offset inside base64 [HC-002]', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (before, after) => {
      const wire = Buffer.from(before + CANARY + after).toString('base64')

      expect(findCanary(wire, CANARY)).toBeDefined()
    }),
  )
})

it('finds nothing where the text is not', () => {
  expect(findCanary('C4nary Password dGVzdA==', CANARY)).toBeUndefined()
})
