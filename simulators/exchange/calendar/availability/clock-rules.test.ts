import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instant } from '../../../core/index.js'
import { createZones } from '../../../core/zones/zones.js'
import { wallClockOf, type ClockChange, type ClockRules } from './clock-rules.js'

const HOUR_MS = 3_600_000
const at2 = (order: number, month: number, biasMinutes: number): ClockChange => ({
  biasMinutes,
  timeOfDayMs: 2 * HOUR_MS,
  order,
  month,
  weekday: 0,
})

const PACIFIC: ClockRules = { biasMinutes: 480, standard: at2(1, 11, 0), daylight: at2(2, 3, -60) }
const BERLIN: ClockRules = {
  biasMinutes: -60,
  standard: { ...at2(5, 10, 0), timeOfDayMs: 3 * HOUR_MS },
  daylight: at2(5, 3, -60),
}
/** Clocks go forward in October and back in April. */
const SYDNEY: ClockRules = {
  biasMinutes: -600,
  standard: { ...at2(1, 4, 0), timeOfDayMs: 3 * HOUR_MS },
  daylight: at2(1, 10, -60),
}
const INDIA: ClockRules = { biasMinutes: -330, standard: at2(0, 0, 0), daylight: at2(0, 0, 0) }

it.each([
  ['Pacific Standard Time', PACIFIC],
  ['W. Europe Standard Time', BERLIN],
  ['AUS Eastern Standard Time', SYDNEY],
  ['India Standard Time', INDIA],
])('agrees with the zone database about %s', (id, rules) => {
  const zones = createZones()
  const clock = wallClockOf(rules)
  const quarterOf2025to2035 = fc.integer({ min: 1_735_689_600 / 900, max: 2_051_222_400 / 900 })

  fc.assert(
    fc.property(quarterOf2025to2035, (quarter) => {
      const at = instant(quarter * 900_000)
      expect(clock.toWall(at)).toBe(zones.toWall(id, at))
      expect(clock.fromWall(at)).toBe(zones.fromWall(id, at))
    }),
    { numRuns: 2000, seed: 1 },
  )
})

it('heeds a change that is for one year only', () => {
  const once = (month: number, order: number, biasMinutes: number): ClockChange => ({
    ...at2(order, month, biasMinutes),
    year: 2026,
  })
  const clock = wallClockOf({ biasMinutes: 0, standard: once(10, 20, 0), daylight: once(5, 10, -60) })
  const offset = (iso: string): number => {
    const at = instant(Number(BigInt(iso)))
    return (clock.toWall(at) - at) / HOUR_MS
  }

  // 1 July 2026 and 1 July 2027
  expect([offset('1782864000000'), offset('1814400000000')]).toEqual([1, 0])
})
