import { formatSeconds, fromUtcFields, instant, type Instant } from '../../../core/index.js'
import { DAY_MS } from '../recurrence/wall-date.js'

/** `20260304T090000`, of a time on whatever clock is meant. */
export function formatWall(wallMs: number): string {
  return formatSeconds(instant(wallMs)).replace(/[-:Z]/g, '')
}

/** `20260304T090000Z` */
export function formatUtc(at: Instant): string {
  return `${formatWall(at)}Z`
}

/** `20260304` */
export function formatDate(wallMs: number): string {
  return formatWall(wallMs).slice(0, 8)
}

/** A time or date as the parser gives it, as if in UTC; undefined when there is no such time. */
export function parseWall(text: string): number | undefined {
  const fields = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)Z?)?$/.exec(text)
  if (fields === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields
    .slice(1)
    .map((field: string | undefined) => Number(field ?? 0))
  const midnight = fromUtcFields({ year, month, day })
  const time = (hour * 3600 + minute * 60 + second) * 1000
  const isReal = formatWall(midnight).slice(0, 8) === text.slice(0, 10).replaceAll('-', '') && time < DAY_MS
  return isReal ? midnight + time : undefined
}

const DURATION = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** `-PT15M` in milliseconds. @source RFC 5545 3.3.6 */
export function parseDuration(text: string): number | undefined {
  const fields = DURATION.exec(text)
  if (fields === null) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = fields
    .slice(2)
    .map((field: string | undefined) => Number(field ?? 0))
  const ms = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000
  return fields[1] === '-' ? -ms : ms
}

/** `-PT15M` for a time before; whole hours as such. @observed in content that Exchange writes */
export function formatBefore(minutes: number): string {
  return minutes !== 0 && minutes % 60 === 0 ? `-PT${minutes / 60}H` : `-PT${minutes}M`
}
