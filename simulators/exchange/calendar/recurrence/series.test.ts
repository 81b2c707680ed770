import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instant, parseInstant } from '../../../core/index.js'
import { createZones, type Zones } from '../../../core/zones/zones.js'
import type { EventFields, Recurrence } from '../item.js'
import { overlapsItself } from './neighbours.js'
import { occurrencesIn, openSeries, overlaps, slotsOf, type Occurrence } from './occurrences.js'
import { parseRule } from './rule.js'
import { recurrences } from './testing/recurrences.js'
import { DAY_MS, parseDate } from './wall-date.js'

const zones = createZones()
const HOUR_MS = 3_600_000
const ZONES = [
  'Pacific Standard Time',
  'Lord Howe Standard Time',
  'Samoa Standard Time',
  'UTC',
  'Egypt Standard Time',
]

interface Plan {
  readonly event: EventFields
  readonly places: readonly number[]
}

/** Series of every kind, with some of their first occurrences moved within a day and some deleted. */
const plans: fc.Arbitrary<Plan> = fc
  .tuple(
    recurrences.filter((recurrence) => (parseRule(recurrence)?.count ?? 0) > 0),
    fc.constantFrom(...ZONES),
    fc.record({ minutes: fc.nat(1439), length: fc.nat(3000) }),
    fc.uniqueArray(fc.tuple(fc.nat(20), fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined })), {
      selector: ([place]) => place,
      maxLength: 6,
    }),
  )
  .map(([recurrence, startTimeZone, { minutes, length }, changes]) => {
    const rule = parseRule(recurrence)
    const first = rule?.dateAt(0) ?? 0
    const start = zones.fromWall(startTimeZone, first + minutes * 60_000)
    const plain = {
      start,
      end: instant(start + length * 60_000),
      startTimeZone,
      series: { recurrence: recurrence as unknown as Recurrence, exceptions: [], deleted: [] },
    } as Partial<EventFields> as EventFields
    const kept = changes.filter(([place]) => place < (rule?.count ?? 0))
    const dateOf = (place: number): number => rule?.dateAt(place) ?? 0
    const moved = kept.flatMap(([place, hours]) => {
      const slot = openSeries(plain, zones)?.at(place + 1)
      if (hours === undefined || slot?.kind !== 'occurrence') return []
      const at = instant(slot.occurrence.start + hours * HOUR_MS)
      return [{ date: dateOf(place), fields: {}, event: { start: at, end: instant(at + HOUR_MS) } }]
    })
    const deleted = kept.filter(([, hours]) => hours === undefined).map(([place]) => dateOf(place))
    const series = { recurrence: recurrence as unknown as Recurrence, exceptions: moved, deleted }
    return { event: { ...plain, series }, places: kept.map(([place]) => place) }
  })

const occurrencesOf = (event: EventFields, limit: number): readonly Occurrence[] => {
  const found: Occurrence[] = []
  let left = limit
  for (const slot of slotsOf(event, zones)) {
    if (left-- === 0) break
    if (slot.kind === 'occurrence') found.push(slot.occurrence)
  }
  return found
}

it('shows in a window what a filter of the whole series leaves', () => {
  fc.assert(
    fc.property(plans, fc.nat(300), fc.integer({ min: 1, max: 90 }), ({ event }, later, days) => {
      const from = event.start + later * DAY_MS
      const window = { from, to: from + days * DAY_MS }
      const filtered = occurrencesOf(event, 500).filter((occurrence) => overlaps(occurrence, window))

      expect(occurrencesIn(event, zones, window)).toEqual(filtered.sort((a, b) => a.start - b.start))
    }),
  )
})

it('finds a place by its number and by its date alike, and walks back as it walks on', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 60 }), ({ event }, index) => {
      const series = openSeries(event, zones)
      const slot = series?.at(index)
      fc.pre(slot !== undefined && series !== undefined)

      expect(series?.on(slot?.date ?? 0)).toEqual(slot)
      const [next] = series?.from((slot?.date ?? 0) + 1) ?? []
      expect(next).toEqual(series?.at(index + 1))
      const [previous] = series?.before(slot?.date ?? 0) ?? []
      expect(previous).toEqual(series?.at(index - 1))
    }),
  )
})

it('counts deleted occurrences and shows none of them', () => {
  fc.assert(
    fc.property(plans, ({ event, places }) => {
      const series = openSeries(event, zones)
      for (const place of places) {
        const slot = series?.at(place + 1)
        expect(slot?.kind).toBe(event.series?.deleted.includes(slot?.date ?? 0) ? 'deleted' : 'occurrence')
      }
    }),
  )
})

function countedZones(): Zones & { calls: number } {
  const counted = { ...zones, calls: 0 }
  for (const name of ['offsetMs', 'toWall', 'fromWall'] as const) {
    counted[name] = ((id: string, at: never) => {
      counted.calls++
      return zones[name](id, at)
    }) as never
  }
  return counted
}

const daily = (StartDate: string): EventFields =>
  ({
    start: parseInstant(`${StartDate}T09:00:00Z`),
    end: parseInstant(`${StartDate}T09:30:00Z`),
    startTimeZone: 'Pacific Standard Time',
    series: {
      recurrence: { DailyRecurrence: { Interval: 1 }, NoEndRecurrence: { StartDate } },
      exceptions: [],
      deleted: [],
    },
  }) as Partial<EventFields> as EventFields

it('looks at the days of a week alone, however long ago a series has begun', () => {
  const counted = countedZones()
  const from = parseInstant('2026-03-02T00:00:00Z')

  const found = occurrencesIn(daily('1916-03-02'), counted, { from, to: from + 7 * DAY_MS })

  expect(found).toHaveLength(7)
  expect(counted.calls).toBeLessThan(40)
})

it('finds an occurrence by id or by index without those before it', () => {
  const counted = countedZones()
  const series = openSeries(daily('1916-03-02'), counted)
  const date = parseDate('2026-03-02') ?? 0

  const index = (date - (parseDate('1916-03-02') ?? 0)) / DAY_MS + 1

  expect(series?.on(date)).toEqual(series?.at(index))
  expect(series?.on(date)?.kind).toBe('occurrence')
  expect(counted.calls).toBeLessThan(20)
})

it.each([
  ['2026-03-02', '2026-03-02T09:00:00Z', '2026-03-03T10:00:00Z', true],
  ['2026-03-02', '2026-03-02T09:00:00Z', '2026-03-03T09:00:00Z', false],
])(
  'sees whether a daily series from %s that lasts from %s to %s runs into itself: %s',
  (date, start, end, does) => {
    const event = { ...daily(date), start: parseInstant(start), end: parseInstant(end) }

    expect(overlapsItself(event, zones)).toBe(does)
  },
)

it('keeps whole days and nights whole across changes of the clock', () => {
  const night = {
    ...daily('2026-03-06'),
    start: parseInstant('2026-03-07T06:00:00Z'),
    end: parseInstant('2026-03-07T14:00:00Z'),
  }
  const from = parseInstant('2026-03-07T00:00:00Z')

  const hours = occurrencesIn(night, zones, { from, to: from + 3 * DAY_MS }).map(
    ({ start, end }) => (end - start) / HOUR_MS,
  )

  expect(hours).toEqual([8, 7, 8])
})
