import { instant, utcFields, type Instant } from '../../../core/index.js'
import { DAY_MS, daysInMonth, firstOfMonth, weekday } from '../recurrence/wall-date.js'

/** When a clock is changed, and to what. @source ews.md 4.14: SerializableTimeZoneTime */
export interface ClockChange {
  /** Minutes that are added to the zone's bias from then on. */
  readonly biasMinutes: number
  /** On the clock as it was before. */
  readonly timeOfDayMs: number
  /** 1 to 4, or 5 for the last such weekday of the month; with a year, the day of the month. */
  readonly order: number
  /** 1 to 12; 0 where the clock never changes. */
  readonly month: number
  /** 0 for Sunday to 6 for Saturday. */
  readonly weekday: number
  /** The change happens in this year only. */
  readonly year?: number | undefined
}

/** A zone as Windows knows it: UTC is local time plus the bias, and two changes of clock a year. */
export interface ClockRules {
  readonly biasMinutes: number
  readonly standard: ClockChange
  readonly daylight: ClockChange
}

/** Translates between instants and the wall times of a zone, in milliseconds as in `Zones`. */
export interface WallClock {
  toWall(at: Instant): number
  /** A wall time that happens twice means the first; one that is left out moves on by the jump. */
  fromWall(wallMs: number): Instant
}

const MINUTE_MS = 60_000

export function wallClockOf(rules: ClockRules): WallClock {
  const standard = -(rules.biasMinutes + rules.standard.biasMinutes) * MINUTE_MS
  const daylight = -(rules.biasMinutes + rules.daylight.biasMinutes) * MINUTE_MS
  const offsetAt = (at: number): number => (isDaylight(at) ? daylight : standard)

  function isDaylight(at: number): boolean {
    const { year } = utcFields(instant(at + standard))
    const begins = wallOf(rules.daylight, year)
    const ends = wallOf(rules.standard, year)
    if (begins === undefined || ends === undefined) return false
    const [from, until] = [begins - standard, ends - daylight]
    return from < until ? at >= from && at < until : at >= from || at < until
  }

  return {
    toWall: (at) => at + offsetAt(at),
    fromWall(wallMs) {
      const candidates = [wallMs - daylight, wallMs - standard].sort((a, b) => a - b)
      const exact = candidates.find((candidate) => candidate + offsetAt(candidate) === wallMs)
      return instant(exact ?? wallMs - standard)
    },
  }
}

function wallOf(
  { month, order, weekday: day, year, timeOfDayMs }: ClockChange,
  of: number,
): number | undefined {
  if (month === 0 || (year !== undefined && year !== of)) return undefined
  const number = of * 12 + month - 1
  const first = firstOfMonth(number)
  if (year !== undefined) return first + (order - 1) * DAY_MS + timeOfDayMs
  const offset = (day - weekday(first) + 7) % 7
  const last = Math.floor((daysInMonth(number) - 1 - offset) / 7)
  return first + (offset + 7 * Math.min(order - 1, last)) * DAY_MS + timeOfDayMs
}
