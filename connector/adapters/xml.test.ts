import fc from 'fast-check'
import { expect, it } from 'vitest'
import { escapeXml, parseXml, textAt } from './xml.js'

it('reads back any text it can carry', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(
          fc.constantFrom('\u0000', '\r', '\n', '<', '&', '"', '\uFFFE'),
          fc.string({ unit: 'grapheme', minLength: 1 }),
        ),
      }),
      (text) => {
        const carried = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')

        expect(textAt(parseXml(`<a><t:b xmlns:t="x">${escapeXml(text)}</t:b></a>`), 'b')).toBe(carried)
      },
    ),
  )
})

it('says so when an answer is not XML', () => {
  expect(() => parseXml('<a><b></a>')).toThrow(/not well-formed/)
})
