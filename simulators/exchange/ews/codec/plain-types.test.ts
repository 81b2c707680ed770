import { expect, it } from 'vitest'
import { TYPES } from '../generated/types.js'
import { createEwsSchema } from './schema.js'

/** Numbers have so many bits that `|` and `&` know. */
const BITS = 32

it('needs no more bits for the attributes of any type than a number has', () => {
  const schema = createEwsSchema()
  const counts = Object.entries(TYPES).flatMap(([name, facts]) =>
    'values' in facts || 'simple' in facts || 'list' in facts || 'union' in facts
      ? []
      : [schema.type(name).attributes.size],
  )

  expect(counts.length).toBeGreaterThan(500)
  expect(Math.max(...counts)).toBeGreaterThan(3)
  expect(Math.max(...counts)).toBeLessThanOrEqual(BITS)
})
