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

/** `2026-03-02T09:00:00Z`: whole seconds, as EWS writes time. */
export function formatSeconds(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
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
