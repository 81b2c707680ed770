import { expect, it } from 'vitest'
import { TYPES } from '../generated/types.js'
import { Words } from './words.js'

const LISTS = Object.values(TYPES).flatMap((facts) => ('values' in facts ? [facts.values] : []))

it('finds each word of every list, and no other', () => {
  for (const list of LISTS) {
    const words = new Words(list)
    const found = (text: string) => words.find(Buffer.from(`="${text}"/>`), 2, 0x22)?.text

    for (const word of list) {
      expect(found(word)).toBe(word)
      for (const other of [`${word}a`, `a${word}`, word.slice(1), word.toUpperCase(), ` ${word}`])
        expect(found(other)).toBe(list.includes(other) ? other : undefined)
    }
  }
})

it('finds nothing where the document has ended before', () => {
  const words = new Words(['Default'])

  expect(words.find(Buffer.from('Def'), 0, 0x3c)).toBeUndefined()
  expect(words.find(Buffer.from('Def'), 4, 0x3c)).toBeUndefined()
})
