import type { EwsObject } from '../../ews/tree.js'
import { parsePattern, type Pattern } from './pattern.js'
import { DAY_MS, parseDate } from './wall-date.js'

/** Where a series begins and ends. Dates are midnights in wall-clock milliseconds. */
export interface Range {
  readonly first: number
  /** The last date that may be an occurrence. */
  readonly last: number | undefined
  readonly count: number | undefined
}

/** A `t:Recurrence` ready to be expanded. @source ews.md 5.5 */
export interface Rule {
  readonly pattern: Pattern
  readonly range: Range
}

/** The furthest that a series without an end is expanded. @inferred */
const HORIZON_MS = 500 * 366 * DAY_MS

/** Undefined for a recurrence that cannot be (`ErrorCalendarInvalidRecurrence`). */
export function parseRule(recurrence: EwsObject): Rule | undefined {
  const pattern = parsePattern(recurrence)
  const range = parseRange(recurrence)
  return pattern === undefined || range === undefined ? undefined : { pattern, range }
}

/** The dates of the occurrences, in order. */
export function* datesOf({ pattern, range }: Rule): Generator<number> {
  const last = range.last ?? range.first + HORIZON_MS
  let left = range.count ?? Infinity

  for (const date of pattern.datesFrom(range.first)) {
    if (left === 0 || date > last) return
    if (date < range.first) continue
    left--
    yield date
  }
}

function parseRange(recurrence: EwsObject): Range | undefined {
  const { NumberedRecurrence, EndDateRecurrence, NoEndRecurrence } = recurrence as Record<string, EwsObject>
  const element = NumberedRecurrence ?? EndDateRecurrence ?? NoEndRecurrence
  const first = parseDate(element?.['StartDate'])
  if (first === undefined) return undefined

  const count = NumberedRecurrence?.['NumberOfOccurrences']
  if (count !== undefined)
    return Number(count) >= 1 ? { first, last: undefined, count: Number(count) } : undefined
  if (EndDateRecurrence === undefined) return { first, last: undefined, count: undefined }
  const last = parseDate(EndDateRecurrence['EndDate'])
  return last === undefined ? undefined : { first, last, count: undefined }
}
