/** Milliseconds since 1970-01-01T00:00Z, by the clock of this machine. */
export function systemNow(): number {
  return Date.now()
}

/** An instant as EWS wants it: UTC, whole seconds, `2026-03-02T09:00:00Z`. */
export function formatInstant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** Reads an xs:dateTime that carries a zone, as every answer of Exchange does. NaN when it is no date. */
export function parseInstant(text: string): number {
  return Date.parse(text)
}

/** 100-nanosecond ticks since 1601, the time stamp inside an NTLM answer. */
export function fileTime(epochMs: number): bigint {
  return (BigInt(epochMs) + 11_644_473_600_000n) * 10_000n
}

/** An instant as people write it: epoch milliseconds, a Date, or ISO 8601, which without a zone means UTC. */
export type Moment = number | Date | string

/** A date alone, or a date and time with or without a zone: everything else is read otherwise on other machines. */
const ISO_8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/

/** The moment in epoch milliseconds; NaN when it is none. */
export function readMoment(moment: Moment): number {
  if (typeof moment === 'number') return moment
  if (typeof moment !== 'string') return moment.getTime()
  const parts = ISO_8601.exec(moment)
  if (parts === null) return NaN
  const [, time, , , zone] = parts
  return Date.parse(time === undefined || zone !== undefined ? moment : `${moment}Z`)
}

/** The day of an instant in UTC, `2026-03-02`. */
export function dateOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10)
}

/** The day of the week of an instant in UTC, `Monday`. */
export function weekdayOf(epochMs: number): string {
  return WEEKDAYS[new Date(epochMs).getUTCDay()] ?? ''
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
