import { formatSeconds, fromUtcFields, type Instant } from '../../core/clock/instant.js'

const FORM = /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,]\d+)?)?)?(Z|[+-]\d{4})$/

const SEPARATORS = /[-:T]/g

/** `20261122045255.0Z`, as Active Directory writes whenCreated. */
export function formatGeneralizedTime(at: Instant): string {
  return `${formatSeconds(at).slice(0, -1).replace(SEPARATORS, '')}.0Z`
}

/** Reads a generalized time with any zone; the fraction of the second is dropped. */
export function parseGeneralizedTime(text: string): Instant | undefined {
  const match = FORM.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return undefined
  return fromUtcFields({ year, month, day, hour, minute: minute - offsetMinutes(match[7] ?? 'Z'), second })
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  return zone.startsWith('-') ? -minutes : minutes
}
