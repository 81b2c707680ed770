/** Epoch milliseconds of an ISO 8601 text; null when it is none. A text without zone is read as UTC, as EWS sends it. */
export function parseInstant(text: string): number | null {
  const zoned = /(?:[zZ]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`
  const instant = Date.parse(zoned)
  return Number.isNaN(instant) ? null : instant
}

/** Epoch milliseconds of a date in an HTTP header; null when it is none. */
export function parseHttpDate(text: string): number | null {
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? null : instant
}

/** ISO 8601 in UTC with milliseconds, the form of the Webex cloud. */
export function formatInstant(instant: number): string {
  return new Date(instant).toISOString()
}

/** ISO 8601 in UTC with whole seconds, the form of EWS requests. */
export function formatSeconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}

/** 100-nanosecond intervals since 1601-01-01, the time of NTLM. */
export function toFileTime(instant: number): bigint {
  return (BigInt(instant) + 11_644_473_600_000n) * 10_000n
}

/** The day of the week in UTC; 0 is Sunday. */
export function weekdayOf(instant: number): number {
  return new Date(instant).getUTCDay()
}
