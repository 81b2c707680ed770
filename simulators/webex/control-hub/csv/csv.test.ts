import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseCsv } from './parse-csv.js'
import { writeCsv } from './write-csv.js'

it('reads what it has written', () => {
  const filled = fc.string({
    unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r\n', ';'),
    minLength: 1,
  })
  const table = fc.array(fc.tuple(fc.constant('x'), filled, filled), { maxLength: 8 })

  fc.assert(
    fc.property(table, (rows) => {
      expect(parseCsv(writeCsv(rows)).map(({ cells }) => cells)).toEqual(rows)
    }),
  )
})

it('names the line in which a row begins, over cells that hold line breaks and lines that hold nothing', () => {
  const text = '\uFEFFname,note\r\n\r\nalice,"two\r\nlines"\nbob,"said ""hi"""\n,,\ncarol,'

  expect(parseCsv(text)).toEqual([
    { line: 1, cells: ['name', 'note'] },
    { line: 3, cells: ['alice', 'two\r\nlines'] },
    { line: 5, cells: ['bob', 'said "hi"'] },
    { line: 7, cells: ['carol', ''] },
  ])
})

it.each([
  ['a,"b', 'Line 1: a quotation mark is not closed.'],
  ['a,b\nc,"d"e', 'Line 2: there is text after a closing quotation mark.'],
])('refuses %j and says where', (text, message) => {
  expect(() => parseCsv(text)).toThrow(message)
})
