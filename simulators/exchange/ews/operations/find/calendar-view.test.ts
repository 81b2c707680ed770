import { expect, it } from 'vitest'
import { createRandom, formatSeconds, instant, parseInstant, type Random } from '../../../../core/index.js'
import { items } from '../../../calendar/collections.js'
import { occurrencesIn, overlaps } from '../../../calendar/recurrence/occurrences.js'
import type { EwsObject } from '../../tree.js'
import { text } from '../request-parts.js'
import { ALICE, create, createOffice, inFolder, itemsIn, update, type Office } from '../testing/office.js'

const HOUR_MS = 3_600_000
const WEEK_MS = 168 * HOUR_MS
/** A Thursday at midnight, where a week of the index begins. */
const FIRST = parseInstant('2026-07-09T00:00:00Z')
const WEEKS = 12

const at = (ms: number): string => formatSeconds(instant(ms))

/** Mostly near the border of two weeks, sometimes on it. */
function someTime(random: Random): number {
  return FIRST + random.integer(WEEKS) * WEEK_MS + random.pick([-2, -1, 0, 0, 1, 2, 80]) * HOUR_MS
}

function times(random: Random): { readonly Start: string; readonly End: string } {
  const start = someTime(random)
  const hours = random.pick([0, 1, 2, 3, 24, 168, 400, 8 * 168, 10 * 168])
  return { Start: at(start), End: at(start + hours * HOUR_MS) }
}

const DAYS = ['Wednesday', 'Thursday', 'Friday'] as const

function recurrence(random: Random, start: string): EwsObject {
  return {
    WeeklyRecurrence: { Interval: 1 + random.integer(2), DaysOfWeek: [random.pick(DAYS)] },
    NumberedRecurrence: { StartDate: start.slice(0, 10), NumberOfOccurrences: 1 + random.integer(9) },
  }
}

/** What a view shows, which must be in order. */
function viewed(office: Office, from: number, to: number): readonly string[] {
  const [message] = office.as(ALICE)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'Default' },
    CalendarView: { '@StartDate': at(from), '@EndDate': at(to) },
    ParentFolderIds: { $each: [inFolder('calendar')] },
  })
  const shown = itemsIn(message?.['RootFolder'] as EwsObject)
  const starts = shown.map((item) => text(item, 'Start'))
  expect(starts).toEqual(starts.toSorted())
  return shown.map((item) => `${text(item, 'Subject')} ${text(item, 'Start')}`).sort()
}

/** What it must show, by a look at every item. */
function scanned({ core, store }: Office, from: number, to: number): readonly string[] {
  const window = { from, to }
  return [...core.world.all(items)]
    .flatMap(({ record: item }) => {
      if (item.kind !== 'CalendarItem') return []
      const { event, subject } = item
      const found = event.series === undefined ? [event] : occurrencesIn(event, store.zones, window)
      return found.filter((time) => overlaps(time, window)).map(({ start }) => `${subject} ${at(start)}`)
    })
    .sort()
}

it.each([1, 2, 3])('shows the same as a look at every item, whatever weeks it crosses (seed %i)', (seed) => {
  const office = createOffice()
  const random = createRandom(seed)
  const singles = Array.from({ length: 40 }, (_, number) =>
    create(office, { Subject: `Single ${number}`, ...times(random) }),
  )
  for (let number = 0; number < 6; number++) {
    const Start = at(someTime(random))
    const End = at(parseInstant(Start) + HOUR_MS)
    create(office, { Subject: `Series ${number}`, Start, End, Recurrence: recurrence(random, Start) })
  }
  for (const id of singles.slice(0, 10)) update(office, id, times(random))

  const seen = new Set<string>()
  for (let view = 0; view < 60; view++) {
    const from = someTime(random)
    const to = from + random.pick([0, 1, 24, 168, 336, 3_000]) * HOUR_MS
    const shown = viewed(office, from, to)
    expect(shown, `${at(from)} to ${at(to)}`).toEqual(scanned(office, from, to))
    shown.forEach((item) => seen.add(item))
  }
  expect(seen.size).toBeGreaterThan(40)
})

it('shows in a view that was shown before what has changed since', () => {
  const office = createOffice()
  const random = createRandom('views again')
  const known: EwsObject[] = []
  const windows = [0, 1, 2].map((week) => [FIRST + week * WEEK_MS, FIRST + (week + 3) * WEEK_MS] as const)
  const createSeries = () => {
    const Start = at(someTime(random))
    const End = at(parseInstant(Start) + HOUR_MS)
    return create(office, { Subject: 'Series', Start, End, Recurrence: recurrence(random, Start) })
  }
  const deeds = [
    () => known.push(create(office, { Subject: `Single ${known.length}`, ...times(random) })),
    () => known.push(createSeries()),
    () => update(office, known[random.integer(known.length)] ?? {}, times(random)),
    () => remove(office, known.splice(random.integer(known.length), 1)[0]),
    // what the log has lost is not missed
    () => office.core.world.seed([]),
  ]

  for (let round = 0; round < 80; round++) {
    deeds[round < 8 ? round % 2 : random.integer(deeds.length)]?.()
    for (const [from, to] of windows) expect(viewed(office, from, to)).toEqual(scanned(office, from, to))
  }
})

function remove(office: Office, id: EwsObject | undefined): void {
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': 'SendToNone',
    ItemIds: { $each: id === undefined ? [] : [{ name: 'ItemId', value: id }] },
  })
}
