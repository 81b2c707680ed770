import { expect, it } from 'vitest'
import { formatSeconds, fromUtcFields, parseInstant } from '../clock/instant.js'
import { WINDOWS_ZONES } from './generated/windows-zones.js'
import { WINDOWS_NAMES } from './windows-names.js'
import { createZones } from './zones.js'

const wall = (text: string) => parseInstant(`${text}Z`)

it('knows Windows ids and IANA names, and nothing else', () => {
  const zones = createZones()

  const known = ['W. Europe Standard Time', 'Europe/Berlin', 'UTC', 'Mars Standard Time'].map(zones.isKnown)

  expect(known).toEqual([true, true, true, false])
  expect(zones.windowsId('Europe/Copenhagen')).toBe('Romance Standard Time')
})

it.each([
  ['Pacific Standard Time', '2026-03-02T09:00:00', '2026-03-02T17:00:00Z'],
  ['Pacific Standard Time', '2026-03-09T09:00:00', '2026-03-09T16:00:00Z'],
  ['Pacific Standard Time', '2026-03-08T02:30:00', '2026-03-08T10:30:00Z'],
  ['Pacific Standard Time', '2026-11-01T01:30:00', '2026-11-01T08:30:00Z'],
  ['Lord Howe Standard Time', '2026-04-05T01:45:00', '2026-04-04T14:45:00Z'],
  ['Nepal Standard Time', '2026-04-05T01:45:00', '2026-04-04T20:00:00Z'],
])('finds the instant of a wall time in %s at %s', (zone, local, utc) => {
  const zones = createZones()

  const at = zones.fromWall(zone, wall(local))

  expect(formatSeconds(at)).toBe(utc)
})

it('gives the wall time of an instant', () => {
  const zones = createZones()

  const local = zones.toWall('India Standard Time', parseInstant('2026-03-02T09:00:00Z'))

  expect(local).toBe(wall('2026-03-02T14:30:00'))
})

it('has a name for every Windows zone, with the standard offset of the zone database', () => {
  const zones = createZones()
  const offsetsOf = (id: string) =>
    [1, 4, 7, 10].map((month) => zones.offsetMs(id, fromUtcFields({ year: 2026, month })) / 60_000)
  const named = (id: string) => {
    const [, sign, hours = '0', minutes = '0'] =
      /^\(UTC(?:([+-])(\d\d):(\d\d))?\) \S/.exec(WINDOWS_NAMES[id] ?? '') ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  }

  expect(Object.keys(WINDOWS_NAMES).sort()).toEqual(Object.keys(WINDOWS_ZONES).sort())
  expect(Object.keys(WINDOWS_ZONES).filter((id) => named(id) !== Math.min(...offsetsOf(id)))).toEqual([])
})
