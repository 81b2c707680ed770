import { parseHttpDate } from '../../time-and-chance/instants.js'

/** What a Retry-After header asks for, in milliseconds: seconds, or a date. Undefined when it says neither. @source RFC 9110 10.2.3 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+$/.test(header)) return Number(header) * 1_000
  const instant = parseHttpDate(header)
  return instant === null ? undefined : Math.max(0, instant - now)
}
