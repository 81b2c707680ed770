import { fromUtcFields, instant, utcFields } from '../../core/index.js'

const WRITTEN = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/

const two = (value: number) => String(value).padStart(2, '0')

/** `11/22/2026 06:56:26`: how the XML API writes a wall time. @source webex.md 13 */
export function formatSiteTime(wallMs: number): string {
  const { year, month, day, hour, minute, second } = utcFields(instant(wallMs))
  return `${two(month)}/${two(day)}/${year} ${two(hour)}:${two(minute)}:${two(second)}`
}

/** Reads such a time; undefined for what is none, or a day that no month has. */
export function parseSiteTime(text: string): number | undefined {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (WRITTEN.exec(text) ?? [])
    .slice(1)
    .map(Number)
  const wallMs = fromUtcFields({ year, month, day, hour, minute, second })
  const back = utcFields(wallMs)
  const isReal =
    back.year === year &&
    back.month === month &&
    back.day === day &&
    back.hour === hour &&
    back.minute === minute &&
    back.second === second
  return isReal ? wallMs : undefined
}
