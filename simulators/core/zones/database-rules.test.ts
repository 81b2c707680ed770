import { expect, it } from 'vitest'
import { formatSeconds, fromUtcFields, instant } from '../clock/instant.js'
import { databaseRules } from './database-rules.js'
import { WINDOWS_ZONES } from './generated/windows-zones.js'
import { DAY_MS } from './wall-date.js'
import { readRuleZoneId, ruleZoneId } from './zone-rules.js'
import { createZones } from './zones.js'

const YEARS = [2006, 2031] as const
const HALF_HOUR_MS = 1_800_000

const rulesFor = (id: string) => databaseRules(createZones(), { id, name: id, years: YEARS })

it.each(Object.keys(WINDOWS_ZONES))('keeps %s as the zone database does, by its rules', (id) => {
  const zones = createZones()
  const own = ruleZoneId(rulesFor(id))
  const differing: string[] = []
  const compare = (at: number) => {
    if (zones.offsetMs(own, instant(at)) !== zones.offsetMs(id, instant(at)))
      differing.push(formatSeconds(instant(at)))
  }

  const [from, to] = [
    fromUtcFields({ year: YEARS[0], day: 2 }),
    fromUtcFields({ year: YEARS[1] + 1 }) - DAY_MS,
  ]
  let before = zones.offsetMs(id, from)
  for (let day = from + 3 * DAY_MS; day < to; day += 3 * DAY_MS) {
    const offset = zones.offsetMs(id, instant(day))
    compare(day)
    if (offset !== before) for (let at = day - 3 * DAY_MS; at < day; at += HALF_HOUR_MS) compare(at)
    before = offset
  }

  expect(differing).toEqual([])
})

it('knows the change of American rules in 2007, and one rule for all years of Europe', () => {
  expect(rulesFor('Pacific Standard Time').eras).toMatchObject([
    {
      changes: [
        { month: 4, on: { weekday: 0, occurrence: 1 } },
        { month: 10, on: { occurrence: -1 } },
      ],
    },
    {
      fromWallMs: Date.UTC(2007, 0, 1),
      offsetMs: -8 * 3_600_000,
      changes: [
        { month: 3, on: { occurrence: 2 } },
        { month: 11, on: { occurrence: 1 } },
      ],
    },
  ])
  expect(rulesFor('W. Europe Standard Time').eras).toHaveLength(1)
})

it('holds rules in an id and reads them from it', () => {
  const rules = rulesFor('Pacific Standard Time')

  expect(readRuleZoneId(ruleZoneId(rules))).toEqual(rules)
  expect(readRuleZoneId('Pacific Standard Time')).toBeUndefined()
})
