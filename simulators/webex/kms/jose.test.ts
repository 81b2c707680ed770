import { expect, it } from 'vitest'
import { encrypt, isEncryptedField } from './jose.js'

const KEY = Buffer.alloc(32, 7)

it.each(['Planning', '', 'Größe 5'])('knows an encrypted field, of a text such as "%s"', async (text) => {
  expect(isEncryptedField(await encrypt(text, KEY))).toBe(true)
})

it.each(['', 'Planning', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0..AA.AA.AA'])(
  'takes "%s" for no encrypted field',
  (text) => {
    expect(isEncryptedField(text)).toBe(false)
  },
)
