import { expect, it } from 'vitest'
import { parseInstant } from '../time-and-chance/instants.js'
import { nextFull, nextIncremental } from './schedule.js'

const at = (text: string): number => parseInstant(text) ?? NaN
const schedule = (days: ('monday' | 'friday')[], time: string) => ({
  incrementalMinutes: 10,
  full: { days, at: time },
})

it.each([
  ['2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z'], // a Monday
  ['2026-03-02T02:00:00Z', '2026-03-06T02:00:00Z'],
  ['2026-03-07T00:00:00Z', '2026-03-09T02:00:00Z'],
])('runs in full after %s at %s', (now, next) => {
  expect(nextFull(schedule(['monday', 'friday'], '02:00'), at(now))).toBe(at(next))
})

it('runs a week later on the only day', () => {
  expect(nextFull(schedule(['monday'], '00:00'), at('2026-03-02T00:00:00Z'))).toBe(at('2026-03-09T00:00:00Z'))
})

it('runs in increments as many minutes after the last run, or never', () => {
  expect(nextIncremental(schedule([], '00:00'), 0)).toBe(600_000)
  expect(nextIncremental({ incrementalMinutes: null, full: null }, 0)).toBeNull()
})
