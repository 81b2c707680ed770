import { fromUtcFields, instant, utcFields, type Instant } from '../clock/instant.js'
import { daysInMonth, midnight, weekday } from './wall-date.js'
import type { Era, YearlyChange, ZoneRules } from './zone-rules.js'

const MINUTE_MS = 60_000
const FORTNIGHT_MS = 14 * 24 * 60 * MINUTE_MS

/** The clocks that the rules are read off. */
interface Clocks {
  offsetMs(id: string, at: Instant): number
  fromWall(id: string, wallMs: number): Instant
}

/** A change of clock that happened. */
interface Change {
  readonly wallMs: number
  readonly offsetAfterMs: number
}

/** One year of a zone's clock, by its own calendar. */
interface Year {
  readonly year: number
  readonly offsetAtStartMs: number
  readonly changes: readonly Change[]
}

/**
 * The rules that a zone of the database keeps to from one year to another, exactly: years with the same rules
 * are one era, and a year like no other is cut at each of its changes. The first and the last rules hold for all
 * time before and after.
 */
export function databaseRules(
  zones: Clocks,
  {
    id,
    name,
    years,
  }: { readonly id: string; readonly name: string; readonly years: readonly [number, number] },
): ZoneRules {
  const eras: Era[] = []
  let open: Rule | undefined
  for (let year = years[0]; year <= years[1]; year++) {
    const lived = yearOf(zones, id, year)
    const rule = ruleOf(lived)
    const joined = rule === undefined || open === undefined ? undefined : join(open, rule)
    if (joined !== undefined) {
      eras[eras.length - 1] = { ...eras.at(-1), ...eraOf(joined) }
    } else {
      const found = rule === undefined ? cut(lived) : [{ fromWallMs: startOf(year), ...eraOf(rule) }]
      for (const era of found) if (!goesOn(eras.at(-1), era)) eras.push(era)
    }
    open = rule === undefined ? undefined : (joined ?? rule)
  }
  const [first, ...rest] = eras
  const { offsetMs = 0, changes = [] } = first ?? {}
  return { id, name, eras: [{ offsetMs, changes }, ...rest] }
}

/** A yearly change that may be read in more than one way: the fourth of some month may be its last. */
type Reading = Omit<YearlyChange, 'on'> & {
  readonly weekday: number
  readonly occurrences: readonly number[]
}

interface Rule {
  readonly offsetMs: number
  readonly readings: readonly Reading[]
}

/** A year that can repeat itself: no change, or two that bring the clock back to where it was. */
function ruleOf({ year, offsetAtStartMs, changes }: Year): Rule | undefined {
  if (changes.length === 0) return { offsetMs: offsetAtStartMs, readings: [] }
  if (changes.some(({ wallMs }) => utcFields(instant(wallMs)).year !== year)) return undefined
  if (changes.length !== 2 || changes[1]?.offsetAfterMs !== offsetAtStartMs) return undefined
  const offsetMs = Math.min(...changes.map(({ offsetAfterMs }) => offsetAfterMs))
  return { offsetMs, readings: changes.map(readingOf) }
}

function readingOf({ wallMs, offsetAfterMs }: Change): Reading {
  const { year, month, day } = utcFields(instant(wallMs))
  const isLast = day > daysInMonth(year * 12 + month - 1) - 7
  const counted = day <= 28 ? [Math.ceil(day / 7)] : []
  return {
    month,
    weekday: weekday(wallMs),
    occurrences: [...counted, ...(isLast ? [-1] : [])],
    timeOfDayMs: wallMs - midnight(wallMs),
    offsetAfterMs,
  }
}

/** The rule that both years keep; undefined when there is none. */
function join(one: Rule, other: Rule): Rule | undefined {
  if (one.offsetMs !== other.offsetMs || one.readings.length !== other.readings.length) return undefined
  const readings = one.readings.map((reading, index) => {
    const { occurrences, ...rest } = reading
    const { occurrences: others = [], ...otherRest } = other.readings[index] ?? {}
    const same = JSON.stringify(rest) === JSON.stringify(otherRest)
    return { ...reading, occurrences: same ? occurrences.filter((place) => others.includes(place)) : [] }
  })
  return readings.some(({ occurrences }) => occurrences.length === 0) ? undefined : { ...one, readings }
}

function eraOf({ offsetMs, readings }: Rule): Omit<Era, 'fromWallMs'> {
  const changes = readings.map(({ weekday, occurrences, ...change }) => ({
    month: change.month,
    on: { weekday, occurrence: occurrences.at(-1) ?? -1 },
    timeOfDayMs: change.timeOfDayMs,
    offsetAfterMs: change.offsetAfterMs,
  }))
  return { offsetMs, changes }
}

/** The eras of a year that keeps no rule: one after each change. */
function cut({ year, offsetAtStartMs, changes }: Year): readonly Era[] {
  return [{ wallMs: startOf(year), offsetAfterMs: offsetAtStartMs }, ...changes].map(
    ({ wallMs, offsetAfterMs }) => ({ fromWallMs: wallMs, offsetMs: offsetAfterMs, changes: [] }),
  )
}

function goesOn(before: Era | undefined, era: Era): boolean {
  return before?.changes.length === 0 && era.changes.length === 0 && before.offsetMs === era.offsetMs
}

function startOf(year: number): number {
  return fromUtcFields({ year })
}

function yearOf(zones: Clocks, id: string, year: number): Year {
  const from = zones.fromWall(id, startOf(year))
  const changes: Change[] = []
  for (let month = 1; month <= 12; month++) {
    const start = month === 1 ? from : zones.fromWall(id, fromUtcFields({ year, month }))
    const end = zones.fromWall(
      id,
      month === 12 ? startOf(year + 1) : fromUtcFields({ year, month: month + 1 }),
    )
    changes.push(...changesBetween(zones, id, [start, end]))
  }
  return { year, offsetAtStartMs: zones.offsetMs(id, from), changes }
}

/** Looks for changes fortnight by fortnight: a clock that is set back for Ramadan keeps so for a month. */
function changesBetween(zones: Clocks, id: string, [from, to]: readonly [number, number]): readonly Change[] {
  const offsetAt = (at: number): number => zones.offsetMs(id, instant(at))
  const found: Change[] = []
  for (let start = from; start < to; start += FORTNIGHT_MS) {
    const end = Math.min(start + FORTNIGHT_MS, to)
    if (offsetAt(start) === offsetAt(end)) continue
    let [before, after] = [start, end]
    while (after - before > MINUTE_MS) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS
      if (offsetAt(middle) === offsetAt(start)) before = middle
      else after = middle
    }
    found.push({ wallMs: after + offsetAt(start), offsetAfterMs: offsetAt(after) })
  }
  return found
}
