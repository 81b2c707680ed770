import { fromUtcFields, instant, utcFields } from '../clock/instant.js'

/** Arithmetic on wall-clock times: milliseconds since 1970-01-01T00:00 on the clock of whatever zone is meant. */

export const DAY_MS = 86_400_000

/** 0 for Sunday to 6 for Saturday. */
export function weekday(wallMs: number): number {
  return (((Math.floor(wallMs / DAY_MS) + 4) % 7) + 7) % 7
}

export function midnight(wallMs: number): number {
  return Math.floor(wallMs / DAY_MS) * DAY_MS
}

/** Months since the year 0. */
export function monthNumber(wallMs: number): number {
  const { year, month } = utcFields(instant(wallMs))
  return year * 12 + month - 1
}

/** The midnight of a day of a month; a day past its end is its last day. */
export function dayOfMonth(monthNumber: number, day: number): number {
  return firstOfMonth(monthNumber) + (Math.min(day, daysInMonth(monthNumber)) - 1) * DAY_MS
}

export function firstOfMonth(monthNumber: number): number {
  return fromUtcFields({ year: Math.floor(monthNumber / 12), month: (monthNumber % 12) + 1 })
}

export function daysInMonth(monthNumber: number): number {
  return Math.round((firstOfMonth(monthNumber + 1) - firstOfMonth(monthNumber)) / DAY_MS)
}

/** The midnight of the first to fourth of a weekday in a month; any other place in the count is its last. */
export function weekdayOfMonth(monthNumber: number, weekdayWanted: number, occurrence: number): number {
  const first = firstOfMonth(monthNumber)
  const days = daysInMonth(monthNumber)
  const firstDay = (weekdayWanted - weekday(first) + 7) % 7
  const lastDay = firstDay + Math.floor((days - 1 - firstDay) / 7) * 7
  const isCounted = occurrence >= 1 && occurrence <= 4
  return first + (isCounted ? firstDay + (occurrence - 1) * 7 : lastDay) * DAY_MS
}
