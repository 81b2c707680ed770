import type { Brand } from '../brand.js'
import { LabError } from '../errors.js'

/** A point in time, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>

export function instant(epochMs: number): Instant {
  return epochMs as Instant
}

/** For libraries that insist on a `Date`. */
export function toDate(at: Instant): Date {
  return new Date(at)
}

const DAY_MS = 86_400_000
const LAST_OF_FOUR_DIGITS = Date.UTC(10_000, 0) - 1
const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

/** `2026-03-02T09:00:00Z`: whole seconds, as EWS writes time. Answers are full of it. */
export function formatSeconds(at: Instant): string {
  if (!(at >= 0 && at <= LAST_OF_FOUR_DIGITS)) return `${new Date(at).toISOString().slice(0, 19)}Z`
  const days = Math.floor(at / DAY_MS)
  const seconds = Math.floor((at - days * DAY_MS) / 1_000)
  const minutes = Math.floor(seconds / 60)
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`
  return `${formatDate(days)}T${time}Z`
}

/**
 * The date so many days after 1970-01-01. Years are counted from March on, so that a leap day is a year's last.
 * @source Howard Hinnant, chrono-compatible low-level date algorithms
 */
function formatDate(days: number): string {
  const fromMarch0 = days + 719_468
  const era = Math.floor(fromMarch0 / 146_097)
  const day = fromMarch0 - era * 146_097
  const leaps = Math.floor(day / 1_460) - Math.floor(day / 36_524) + Math.floor(day / 146_096)
  const year = Math.floor((day - leaps) / 365)
  const dayOfYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * month + 2) / 5) + 1
  const isNextYear = month >= 10
  return `${year + era * 400 + (isNextYear ? 1 : 0)}-${two(isNextYear ? month - 9 : month + 3)}-${two(dayOfMonth)}`
}

function two(value: number): string {
  return TWO_DIGITS[value] ?? ''
}

/** `2026-03-02T09:00:00.000Z`: milliseconds, as the Webex REST resources write time. */
export function formatMilliseconds(at: Instant): string {
  return new Date(at).toISOString()
}

const isoWithZone = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** Reads an ISO 8601 time that names its zone; throws `TIME_SYNTAX` for anything else. */
export function parseInstant(text: string): Instant {
  const epochMs = isoWithZone.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(epochMs)) {
    throw new LabError('TIME_SYNTAX', {
      message: `"${text}" is not an instant.`,
      hint: 'Write ISO 8601 with a zone, such as 2026-03-02T09:00:00Z.',
    })
  }
  return instant(epochMs)
}

/** Year, month (1 to 12), day, hour, minute and second in UTC. */
export interface UtcFields {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export function utcFields(at: Instant): UtcFields {
  const date = new Date(at)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
}

/** The instant of a UTC date and time given by its fields (month 1 to 12). */
export function fromUtcFields(fields: Partial<UtcFields> & { readonly year: number }): Instant {
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields
  return instant(Date.UTC(year, month - 1, day, hour, minute, second))
}
