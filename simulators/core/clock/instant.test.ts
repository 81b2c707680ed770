import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatSeconds, instant } from '../index.js'

it('writes whole seconds as ISO 8601 does, whatever the date', () => {
  const anyTime = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })
  const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

  fc.assert(
    fc.property(anyTime, (at) => {
      expect(formatSeconds(instant(at))).toBe(iso(at))
    }),
    { numRuns: 5_000 },
  )
  for (let day = 0; day < 800 * 366; day++) {
    const at = day * 86_400_000 + 86_399_999
    if (formatSeconds(instant(at)) !== iso(at)) expect(formatSeconds(instant(at))).toBe(iso(at))
  }
})
