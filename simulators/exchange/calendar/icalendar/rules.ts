import { formatSeconds, instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import { text } from '../../ews/operations/request-parts.js'
import type { EwsObject } from '../../ews/tree.js'
import type { EventFields, Recurrence } from '../item.js'
import { DAY_INDEXES, MONTHS, namedDays, patternElement, WEEKDAYS } from '../recurrence/pattern.js'
import { parseRange } from '../recurrence/rule.js'
import { DAY_MS, midnight, monthNumber, weekday } from '../recurrence/wall-date.js'
import type { IcalRule } from './parse-icalendar.js'
import { formatDate, formatUtc, parseWall } from './wall-time.js'

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const DAY_SETS: Readonly<Record<string, readonly string[]>> = {
  Day: DAYS,
  Weekday: ['MO', 'TU', 'WE', 'TH', 'FR'],
  WeekendDay: ['SA', 'SU'],
}
/** The last day of a month, whichever it is, is the 31st in a recurrence. @source MS-OXCICAL 2.1.3.2.2 */
const LAST_DAY = 31

/** The value of an `RRULE`. @source MS-OXCICAL 2.1.3.2 */
export function writeRule(event: EventFields, zones: Zones): string {
  const recurrence: EwsObject = event.series?.recurrence ?? {}
  const pattern = patternElement(recurrence)
  if (pattern === undefined) return ''
  const [frequency, ...parts] = writePattern(pattern.name, pattern.element)
  const weekStart = text(pattern.element, 'FirstDayOfWeek') ?? 'Sunday'
  const wkst = pattern.name === 'WeeklyRecurrence' ? [`WKST=${DAYS[WEEKDAYS.indexOf(weekStart)]}`] : []
  return [frequency, ...writeRange(event, zones), ...parts, ...wkst].join(';')
}

function writePattern(name: string, element: EwsObject): readonly string[] {
  const interval = `INTERVAL=${text(element, 'Interval') ?? '1'}`
  const month = `BYMONTH=${MONTHS.indexOf(text(element, 'Month') ?? '') + 1}`
  const patterns: Readonly<Record<string, () => readonly string[]>> = {
    DailyRecurrence: () => ['FREQ=DAILY', interval],
    WeeklyRecurrence: () => ['FREQ=WEEKLY', interval, `BYDAY=${namedDays(element).map(shortDay).join(',')}`],
    AbsoluteMonthlyRecurrence: () => ['FREQ=MONTHLY', interval, writeDayOfMonth(element)],
    RelativeMonthlyRecurrence: () => ['FREQ=MONTHLY', interval, writeRelativeDay(element)],
    AbsoluteYearlyRecurrence: () => ['FREQ=YEARLY', interval, writeDayOfMonth(element), month],
    RelativeYearlyRecurrence: () => ['FREQ=YEARLY', interval, writeRelativeDay(element), month],
  }
  return patterns[name]?.() ?? []
}

function writeDayOfMonth(element: EwsObject): string {
  const day = Number(element['DayOfMonth'])
  return `BYMONTHDAY=${day === LAST_DAY ? -1 : day}`
}

function writeRelativeDay(element: EwsObject): string {
  const index = DAY_INDEXES.indexOf(text(element, 'DayOfWeekIndex') ?? '')
  const place = index === 4 ? -1 : index + 1
  const [name = ''] = namedDays(element)
  const set = DAY_SETS[name]
  return set === undefined ? `BYDAY=${place}${shortDay(name)}` : `BYDAY=${set.join(',')};BYSETPOS=${place}`
}

function shortDay(name: string): string {
  return DAYS[WEEKDAYS.indexOf(name)] ?? ''
}

/** `UNTIL` is when the last occurrence may begin; a date where the series is of whole days. */
function writeRange(event: EventFields, zones: Zones): readonly string[] {
  const range = parseRange(event.series?.recurrence ?? {})
  if (range?.count !== undefined) return [`COUNT=${range.count}`]
  if (range?.last === undefined) return []
  if (event.isAllDayEvent) return [`UNTIL=${formatDate(range.last)}`]
  const zone = event.startTimeZone
  const start = zones.toWall(zone, event.start)
  return [`UNTIL=${formatUtc(zones.fromWall(zone, range.last + start - midnight(start)))}`]
}

/** When the first occurrence of a rule begins, on the clock of its zone. */
export interface RuleStart {
  readonly wallMs: number
  readonly zone: string
  readonly zones: Zones
}

/** The recurrence that a rule means; undefined for one that no item can hold. @source MS-OXCICAL 2.1.3.2 */
export function readRule(rule: IcalRule, start: RuleStart): Recurrence | undefined {
  const known = KNOWN[String(rule['freq'])]
  const interval = Number(rule['interval'] ?? 1)
  const isUnderstood = Object.keys(rule).every((part) => [...COMMON, ...(known?.parts ?? [])].includes(part))
  if (known === undefined || !isUnderstood || interval < 1) return undefined
  const pattern = known.read(rule, { interval, wallMs: start.wallMs })
  return pattern === undefined ? undefined : { ...pattern, ...readRange(rule, start) }
}

interface RuleReading {
  readonly interval: number
  readonly wallMs: number
}

interface Frequency {
  readonly parts: readonly string[]
  readonly read: (rule: IcalRule, reading: RuleReading) => Recurrence | undefined
}

const COMMON = ['freq', 'interval', 'count', 'until', 'wkst']

const KNOWN: Readonly<Record<string, Frequency>> = {
  DAILY: { parts: ['byday'], read: readDaily },
  WEEKLY: { parts: ['byday'], read: readWeekly },
  MONTHLY: { parts: ['byday', 'bymonthday', 'bysetpos'], read: readMonthly },
  YEARLY: { parts: ['byday', 'bymonthday', 'bysetpos', 'bymonth'], read: readYearly },
}

/** Certain days of each week are the same said as a weekly rule. */
function readDaily(rule: IcalRule, reading: RuleReading): Recurrence | undefined {
  if (rule['byday'] === undefined) return { DailyRecurrence: { Interval: reading.interval } }
  return reading.interval === 1 ? readWeekly(rule, reading) : undefined
}

/** A week begins on Monday unless the rule says otherwise. @source RFC 5545 3.3.10 */
function readWeekly(rule: IcalRule, { interval, wallMs }: RuleReading): Recurrence | undefined {
  const days = listOf(rule['byday'] ?? DAYS[weekday(wallMs)]).map((day) => WEEKDAYS[DAYS.indexOf(day)])
  if (!days.every((day) => day !== undefined)) return undefined
  const weekStart = typeof rule['wkst'] === 'number' ? WEEKDAYS[rule['wkst'] - 1] : 'Monday'
  return {
    WeeklyRecurrence: { Interval: interval, DaysOfWeek: days, FirstDayOfWeek: weekStart ?? 'Monday' },
  }
}

function readMonthly(rule: IcalRule, { interval, wallMs }: RuleReading): Recurrence | undefined {
  const day = readDayInMonth(rule, wallMs)
  if (day === undefined) return undefined
  const name = 'DayOfMonth' in day ? 'AbsoluteMonthlyRecurrence' : 'RelativeMonthlyRecurrence'
  return { [name]: { Interval: interval, ...day } }
}

/** Every so many years is every so many months. */
function readYearly(rule: IcalRule, { interval, wallMs }: RuleReading): Recurrence | undefined {
  const startMonth = (monthNumber(wallMs) % 12) + 1
  const [written = startMonth, ...more] = [rule['bymonth'] ?? []].flat().map(Number)
  const isWholeYear = rule['bymonth'] === undefined && rule['byday'] !== undefined
  if (more.length > 0 || isWholeYear) return undefined
  if (interval > 1) {
    return written === startMonth ? readMonthly(rule, { interval: interval * 12, wallMs }) : undefined
  }
  const day = readDayInMonth(rule, wallMs)
  const month = MONTHS[written - 1]
  if (day === undefined || month === undefined) return undefined
  const name = 'DayOfMonth' in day ? 'AbsoluteYearlyRecurrence' : 'RelativeYearlyRecurrence'
  return { [name]: { ...day, Month: month } }
}

type DayInMonth =
  { readonly DayOfMonth: number } | { readonly DaysOfWeek: string; readonly DayOfWeekIndex: string }

function readDayInMonth({ byday, bymonthday, bysetpos }: IcalRule, wallMs: number): DayInMonth | undefined {
  const numbers = listOf(bymonthday).map(Number)
  if (byday !== undefined) return numbers.length === 0 ? readRelativeDay(listOf(byday), bysetpos) : undefined
  const [day = Number(formatDate(wallMs).slice(6)), ...more] = numbers
  if (more.length > 0 || bysetpos !== undefined) return undefined
  if (day === -1) return { DayOfMonth: LAST_DAY }
  return day >= 1 && day <= LAST_DAY ? { DayOfMonth: day } : undefined
}

function readRelativeDay(
  days: readonly string[],
  position: IcalRule[string] | undefined,
): DayInMonth | undefined {
  const [first = '', ...more] = days
  const fields = /^([+-]?\d+)?([A-Z]{2})$/.exec(first)
  const place = more.length === 0 ? (fields?.[1] ?? position) : position
  const index = Number(place) === -1 ? 4 : Number(place) - 1
  const name = more.length === 0 ? WEEKDAYS[DAYS.indexOf(fields?.[2] ?? '')] : setOf(days)
  const DayOfWeekIndex = DAY_INDEXES[index]
  return name === undefined || DayOfWeekIndex === undefined ? undefined : { DaysOfWeek: name, DayOfWeekIndex }
}

function setOf(days: readonly string[]): string | undefined {
  const written = [...new Set(days)].sort().join()
  return Object.keys(DAY_SETS).find((name) => [...(DAY_SETS[name] ?? [])].sort().join() === written)
}

function readRange(rule: IcalRule, { wallMs, zone, zones }: RuleStart): Recurrence {
  const StartDate = dateText(wallMs)
  if (rule['count'] !== undefined) {
    return { NumberedRecurrence: { StartDate, NumberOfOccurrences: Number(rule['count']) } }
  }
  const until = typeof rule['until'] === 'string' ? rule['until'] : ''
  const written = parseWall(until)
  if (written === undefined) return { NoEndRecurrence: { StartDate } }
  const last = until.endsWith('Z') ? zones.toWall(zone, instant(written)) : written
  const isTooEarly = until.includes('T') && last - midnight(last) < wallMs - midnight(wallMs)
  return { EndDateRecurrence: { StartDate, EndDate: dateText(last - (isTooEarly ? DAY_MS : 0)) } }
}

function dateText(wallMs: number): string {
  return formatSeconds(instant(wallMs)).slice(0, 10)
}

function listOf(value: IcalRule[string] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat().map(String)
}
