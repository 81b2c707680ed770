import { expect, it } from 'vitest'
import { formatSeconds, parseInstant } from '../../../core/index.js'
import { createZones } from '../../../core/zones/zones.js'
import type { UpgradeSchedule } from '../../records/software.js'
import { compareVersions } from './compare-versions.js'
import { nextWindow } from './upgrade-window.js'

const SCHEDULE: UpgradeSchedule = {
  clusterId: 'c',
  channel: 'stable',
  days: [1, 4],
  hour: 2,
  urgentHour: 21,
  timezone: 'America/New_York',
  postponedUntil: null,
  moratoria: [],
}
const at = parseInstant
const window = (changes: Partial<UpgradeSchedule> = {}, isUrgent = false) =>
  formatSeconds(
    nextWindow(createZones(), { ...SCHEDULE, ...changes }, { after: at('2026-03-02T08:00:00Z'), isUrgent }),
  )

it('begins upgrades at the hour of the next day of the schedule, on the clock of its zone [HC-260]', () => {
  // Monday, two o'clock in New York is seven in UTC and over; the next Thursday is on.
  expect(window()).toBe('2026-03-05T07:00:00Z')
})

it('begins what is urgent at the urgent hour of any day', () => {
  expect(window({}, true)).toBe('2026-03-03T02:00:00Z')
})

it('waits for the end of a postponement, and passes over moratoria', () => {
  expect(window({ postponedUntil: at('2026-03-05T08:00:00Z') })).toBe('2026-03-09T06:00:00Z')
  expect(
    window({ moratoria: [{ start: at('2026-03-04T00:00:00Z'), end: at('2026-03-06T00:00:00Z') }] }),
  ).toBe('2026-03-09T06:00:00Z')
})

it('compares versions number by number', () => {
  expect(compareVersions('8.11-1.0.6300', '8.11-1.0.10000')).toBeLessThan(0)
  expect(compareVersions('X12.5.9', 'X8.7.1')).toBeGreaterThan(0)
  expect(compareVersions('8.11', '8.11-0')).toBe(0)
})
