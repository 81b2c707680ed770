import fc from 'fast-check'
import { expect, it } from 'vitest'

import { at, descendants } from './element.js'
import { parseXml } from './parse.js'
import { element, escapeXml, textElement } from './write.js'

const printable = fc.string({
  unit: fc.constantFrom('a', '<', '>', '&', '"', "'", ' ', '\r', '\n', 'é', '漢', ';'),
})

it('reads back any text it has written, in content and attributes', () => {
  fc.assert(
    fc.property(printable, printable, (content, attribute) => {
      const value = attribute.replace(/\s/g, '')

      const parsed = parseXml(element('t:a', { Id: value }, escapeXml(content)))

      expect(parsed).toMatchObject({
        name: 'a',
        text: content,
        attributes: value === '' ? {} : { Id: value },
      })
    }),
  )
})

it('finds elements by path and at any depth, whatever their prefix', () => {
  const root = parseXml('<?xml version="1.0"?><s:a><x:b><c>1</c></x:b><b><c>2</c></b></s:a>')

  expect(at(root, 'b', 'c')?.text).toBe('1')
  expect(descendants(root, 'c').map((found) => found.text)).toEqual(['1', '2'])
})

it('refuses a document that is not well-formed', () => {
  expect(() => parseXml('<a><b></a>')).toThrow(expect.objectContaining({ code: 'CLIENT_XML' }))
})

it('omits an element whose value is undefined', () => {
  expect(textElement('t:Location', undefined)).toBe('')
})
