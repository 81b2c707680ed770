import { expect, it } from 'vitest'
import { Latest } from './latest.js'

it('knows the latest, and says what leaves for them', () => {
  const latest = new Latest<string, number>(2)

  const left = [latest.set('a', 1), latest.set('b', 2), latest.set('a', 3), latest.set('c', 4)]

  expect(left).toEqual([undefined, undefined, 1, 2])
  expect(['a', 'b', 'c'].map((key) => latest.get(key))).toEqual([3, undefined, 4])
})
