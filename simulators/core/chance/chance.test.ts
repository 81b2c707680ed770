import { expect, it } from 'vitest'
import { createIds, createRandom } from '../index.js'

it('gives the same sequence for the same seed and another for another', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: 8 }, () => random.integer(1_000_000))
  }

  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

it('forks by label, whatever has been drawn before', () => {
  const one = createRandom(7)
  const other = createRandom(7)
  other.bytes(100)

  expect(one.fork('exchange').next()).toBe(other.fork('exchange').next())
  expect(one.fork('exchange').next()).not.toBe(one.fork('webex').next())
})

it('draws evenly', () => {
  const random = createRandom('evenness')
  const counts = new Array<number>(10).fill(0)

  for (let i = 0; i < 100_000; i++) {
    const drawn = random.integer(10)
    counts[drawn] = (counts[drawn] ?? 0) + 1
  }

  expect(Math.min(...counts)).toBeGreaterThan(9_500)
  expect(Math.max(...counts)).toBeLessThan(10_500)
})

it('names things with version 4 UUIDs that do not repeat', () => {
  const ids = createIds(createRandom(1))

  const names = new Set(Array.from({ length: 1_000 }, () => ids.uuid()))

  expect(names.size).toBe(1_000)
  for (const name of names)
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
