import { fromUtcFields, instant, utcFields } from '../../../core/index.js'

export const DAY_MS = 86_400_000

/** Midnight of an `xs:date`, in wall-clock milliseconds; a zone suffix does not move the date. */
export function parseDate(text: unknown): number | undefined {
  const fields = typeof text === 'string' ? /^(\d{4})-(\d\d)-(\d\d)/.exec(text) : null
  if (fields === null) return undefined
  return fromUtcFields({ year: Number(fields[1]), month: Number(fields[2]), day: Number(fields[3]) })
}

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
