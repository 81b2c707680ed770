import { expect, it } from 'vitest'
import { withOwnTexts } from './own-text.js'

it.each([
  ['short'],
  ['a subject that came in a long document 🗓'],
  ['x'.repeat(300)],
  [42],
  [true],
  [undefined],
  [['Blue category', 'Yellow category']],
  [
    {
      '@BodyType': 'Text',
      $text: 'a body that came in a long document',
      Room: { Name: 'Larch Boardroom 5' },
    },
  ],
])('gives a value that says the same: %j', (value) => {
  expect(withOwnTexts(value)).toEqual(value)
})
