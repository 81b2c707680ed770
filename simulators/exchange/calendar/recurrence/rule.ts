import { fromUtcFields } from '../../../core/index.js'
import type { EwsObject } from '../../ews/tree.js'
import { parsePattern, type Pattern } from './pattern.js'
import { DAY_MS, parseDate } from './wall-date.js'

/** The last date of any recurrence. @source Microsoft, ResponseCode: ErrorRecurrenceEndDateTooBig */
export const LAST_DATE = fromUtcFields({ year: 4500, month: 9 })

/**
 * A `t:Recurrence` ready to be expanded: its dates in order, each with its place in the count from 0. Dates are
 * midnights in wall-clock milliseconds. @source ews.md 5.5
 */
export interface Rule {
  readonly isEndless: boolean
  /** How many dates there are. */
  readonly count: number
  /** The date at a place below `count`. */
  dateAt(place: number): number
  /** The place of the first date that is not before another. */
  placeFrom(date: number): number
}

/** Undefined for a recurrence without pattern or range; `refusalOf` tells why others cannot be. */
export function parseRule(recurrence: EwsObject): Rule | undefined {
  const range = parseRange(recurrence)
  const pattern = range === undefined ? undefined : parsePattern(recurrence, range.first)
  return range === undefined || pattern === undefined ? undefined : ruleOf(pattern, range)
}

/** Where a series begins and ends. */
export interface Range {
  readonly first: number
  /** The last date that may be an occurrence. */
  readonly last: number | undefined
  readonly count: number | undefined
}

export function parseRange(recurrence: EwsObject): Range | undefined {
  const { NumberedRecurrence, EndDateRecurrence, NoEndRecurrence } = recurrence as Record<string, EwsObject>
  const element = NumberedRecurrence ?? EndDateRecurrence ?? NoEndRecurrence
  const first = parseDate(element?.['StartDate'])
  const last = EndDateRecurrence === undefined ? undefined : parseDate(EndDateRecurrence['EndDate'])
  if (first === undefined || (EndDateRecurrence !== undefined && last === undefined)) return undefined
  const count = NumberedRecurrence?.['NumberOfOccurrences']
  return { first, last, count: count === undefined ? undefined : Number(count) }
}

function ruleOf(pattern: Pattern, { first, last, count }: Range): Rule {
  const tooEarly = pattern.datesIn(0).filter((date) => date < first).length

  function placeFrom(date: number): number {
    if (date <= first) return 0
    const period = pattern.periodOf(date)
    const before = pattern.datesIn(period).filter((other) => other < date).length
    return Math.max(0, period * pattern.datesPerPeriod + before - tooEarly)
  }

  return {
    isEndless: last === undefined && count === undefined,
    count: count ?? placeFrom((last ?? LAST_DATE) + DAY_MS),
    dateAt(place) {
      const counted = place + tooEarly
      const dates = pattern.datesIn(Math.floor(counted / pattern.datesPerPeriod))
      return dates[counted % pattern.datesPerPeriod] ?? first
    },
    placeFrom,
  }
}
