import { fromUtcFields } from '../../../core/index.js'

export {
  DAY_MS,
  dayOfMonth,
  daysInMonth,
  firstOfMonth,
  midnight,
  monthNumber,
  weekday,
} from '../../../core/zones/wall-date.js'

/** Midnight of an `xs:date`, in wall-clock milliseconds; a zone suffix does not move the date. */
export function parseDate(text: unknown): number | undefined {
  const fields = typeof text === 'string' ? /^(\d{4})-(\d\d)-(\d\d)/.exec(text) : null
  if (fields === null) return undefined
  return fromUtcFields({ year: Number(fields[1]), month: Number(fields[2]), day: Number(fields[3]) })
}
