import { formatSeconds, parseInstant } from '../../core/index.js'
import type { Recurrence } from '../records/site-meetings.js'

/** @source RFC 5545 3.3.10 */
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

/** The part of RFC 5545 that a meeting can repeat by; undefined for a rule beyond it. */
export function parseRule(text: string): Recurrence | undefined {
  const parts = text
    .replace(/^RRULE:/i, '')
    .split(';')
    .map((part) => part.split('='))
  const rule = new Map(parts.map(([name = '', value = '']) => [name.toUpperCase(), value.toUpperCase()]))
  const frequency = FREQUENCIES.find((one) => one === rule.get('FREQ'))
  const days = parseDays(rule.get('BYDAY'))
  const until = parseUntil(rule.get('UNTIL'))
  const numbers = NUMBERS.map((name) => parseNumber(rule.get(name)))
  const isKnown = [...rule.keys()].every((name) => KNOWN.has(name))
  if (frequency === undefined || days === undefined || until === undefined || !isKnown) return undefined
  if (numbers.some((number) => number === undefined)) return undefined

  const [interval, count, dayInMonth, monthInYear, position] = numbers as (number | null)[]
  const weekInMonth = position ?? null
  return {
    frequency,
    interval: interval ?? 1,
    count: count ?? null,
    until,
    days,
    dayInMonth: dayInMonth ?? null,
    weekInMonth: weekInMonth === -1 ? LAST_WEEK : weekInMonth,
    monthInYear: monthInYear ?? null,
  }
}

/** How the Meetings API writes a recurrence. */
export function formatRule(recurrence: Recurrence): string {
  const { frequency, interval, count, until, days, dayInMonth, weekInMonth, monthInYear } = recurrence
  const parts: readonly (readonly [name: string, value: string | number | null])[] = [
    ['FREQ', frequency],
    ['INTERVAL', interval],
    ['COUNT', count],
    ['UNTIL', until === null ? null : formatSeconds(until).replaceAll(/[-:]/g, '')],
    ['BYDAY', days.length === 0 ? null : days.map((day) => DAYS[day]).join(',')],
    ['BYMONTHDAY', dayInMonth],
    ['BYMONTH', monthInYear],
    ['BYSETPOS', weekInMonth === LAST_WEEK ? -1 : weekInMonth],
  ]
  return parts.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])).join(';')
}

/** `weekInMonth` of the last week, which the rule calls -1. */
const LAST_WEEK = 5

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
const NUMBERS = ['INTERVAL', 'COUNT', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS'] as const
const KNOWN: ReadonlySet<string> = new Set(['FREQ', 'UNTIL', 'BYDAY', 'WKST', ...NUMBERS])

/** Null for a part that is not there, undefined for one that is no number. */
function parseNumber(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  return /^-?\d{1,4}$/.test(text) ? Number(text) : undefined
}

function parseDays(text: string | undefined): readonly number[] | undefined {
  const days = (text?.split(',') ?? []).map((day) => DAYS.findIndex((one) => one === day))
  return days.includes(-1) ? undefined : days
}

const UNTIL = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

function parseUntil(text: string | undefined) {
  if (text === undefined) return null
  return UNTIL.test(text) ? parseInstant(text.replace(UNTIL, '$1-$2-$3T$4:$5:$6Z')) : undefined
}
