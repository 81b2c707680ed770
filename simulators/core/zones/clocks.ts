import { IANAZone } from 'luxon'
import { utcFields, instant } from '../clock/instant.js'
import { dayOfMonth, weekdayOfMonth } from './wall-date.js'
import type { Era, YearlyChange, ZoneRules } from './zone-rules.js'

/** Tells how far a zone's clock is ahead of UTC at an instant. */
export type ZoneClock = (at: number) => number

/** Offsets change at whole quarters of an hour only. @inferred from the zone database since 1970 */
const QUARTER_MS = 900_000
const MAX_CACHED_QUARTERS = 20_000

export function isDatabaseZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}

/** The clock of a zone of the database, which is asked once for each quarter of an hour met. */
export function databaseClock(name: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  const offsets = new Map<number, number>()

  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = readOffset(format.format(quarter * QUARTER_MS))
      if (offsets.size >= MAX_CACHED_QUARTERS) offsets.clear()
      offsets.set(quarter, offset)
    }
    return offset
  }
}

/** What ICU writes as `9/13/2020, GMT-04:00`: six times as fast as luxon, which formats and parses all fields. */
function readOffset(formatted: string): number {
  const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(formatted) ?? []
  if (sign === undefined) return 0
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -ms : ms
}

interface Change {
  readonly at: number
  readonly offsetAfterMs: number
}

/** The clock of a zone that brings its own rules. */
export function ruleClock({ eras }: ZoneRules): ZoneClock {
  const starts = startsOf(eras)

  return (at) => {
    let place = 0
    for (const [index, start] of starts.entries()) if (at >= start) place = index
    const era = eras[place]
    return era === undefined ? 0 : offsetIn(era, at)
  }
}

/** When each era begins: its wall time is told by the clock of the one before. */
function startsOf(eras: readonly Era[]): readonly number[] {
  return eras.map(({ fromWallMs }, index) => {
    const before = eras[index - 1]
    if (fromWallMs === undefined || before === undefined) return -Infinity
    const guess = fromWallMs - before.offsetMs
    return fromWallMs - offsetIn(before, guess - 1)
  })
}

/** What the rules of an era say, as if they had always held. */
function offsetIn({ offsetMs, changes }: Era, at: number): number {
  if (changes.length === 0) return offsetMs
  const { year } = utcFields(instant(at))
  const around = [year - 1, year, year + 1].flatMap((near) => changesIn(changes, near))
  return around.findLast((change) => change.at <= at)?.offsetAfterMs ?? offsetMs
}

/** The changes of a year in their order; before the first, the clock is as the last one left it. */
function changesIn(changes: readonly YearlyChange[], year: number): readonly Change[] {
  return changes.map((change, index) => {
    const offsetBeforeMs = changes.at(index - 1)?.offsetAfterMs ?? 0
    return { at: wallOf(change, year) - offsetBeforeMs, offsetAfterMs: change.offsetAfterMs }
  })
}

function wallOf({ month, on, timeOfDayMs }: YearlyChange, year: number): number {
  const monthNumber = year * 12 + month - 1
  const date =
    'day' in on ? dayOfMonth(monthNumber, on.day) : weekdayOfMonth(monthNumber, on.weekday, on.occurrence)
  return date + timeOfDayMs
}
