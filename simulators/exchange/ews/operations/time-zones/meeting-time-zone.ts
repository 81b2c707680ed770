import type { Instant } from '../../../../core/index.js'
import { ruleZoneId, type Era, type YearlyChange, type ZoneRules } from '../../../../core/zones/zone-rules.js'
import { isNamedZone } from '../../../../core/zones/zones.js'
import { DAY_INDEXES, MONTHS, WEEKDAYS } from '../../../calendar/recurrence/pattern.js'
import type { EwsObject } from '../../tree.js'
import { child, text } from '../request-parts.js'
import { parseDuration, renderDuration } from './durations.js'

/**
 * The id of the zone that a `t:MeetingTimeZone` means: how Exchange 2007 said it. A name alone must be known; what
 * comes with offsets is a zone of its own unless its name is. Undefined for neither (`ErrorTimeZone`).
 * @source ews.md 1.7; Microsoft, MeetingTimeZone; @observed the EWS Managed API sends the name alone
 */
export function meetingZone(element: EwsObject): string | undefined {
  const name = text(element, '@TimeZoneName') ?? ''
  if (isNamedZone(name)) return name
  const base = parseDuration(text(element, 'BaseOffset'))
  if (base === undefined) return undefined
  const standard = child(element, 'Standard')
  const daylight = child(element, 'Daylight')
  if (standard === undefined || daylight === undefined) {
    return ruleZoneId({ id: name, name: '', eras: [{ offsetMs: 0 - base, changes: [] }] })
  }
  const changes = [standard, daylight].map((change) => readChange(change, base))
  const whole = changes.filter((change) => change !== undefined)
  if (whole.length !== 2) return undefined
  const era: Era = {
    offsetMs: Math.min(...whole.map(({ offsetAfterMs }) => offsetAfterMs)),
    changes: whole.toSorted((a, b) => a.month - b.month),
  }
  return ruleZoneId({ id: name, name: '', eras: [era] })
}

/** `Offset` is added to the base: local time plus both is UTC. */
function readChange(change: EwsObject, base: number): YearlyChange | undefined {
  const offset = parseDuration(text(change, 'Offset'))
  const yearly = child(change, 'RelativeYearlyRecurrence')
  const timeOfDayMs = parseTime(text(change, 'Time'))
  const month = MONTHS.indexOf(text(yearly, 'Month') ?? '') + 1
  const weekday = WEEKDAYS.indexOf(text(yearly, 'DaysOfWeek') ?? '')
  const place = DAY_INDEXES.indexOf(text(yearly, 'DayOfWeekIndex') ?? '')
  if (offset === undefined || timeOfDayMs === undefined || month === 0 || weekday === -1 || place === -1)
    return undefined
  return {
    month,
    on: { weekday, occurrence: place === 4 ? -1 : place + 1 },
    timeOfDayMs,
    offsetAfterMs: 0 - base - offset,
  }
}

function parseTime(written: string | undefined): number | undefined {
  const parts = /^(\d\d):(\d\d):(\d\d)/.exec(written ?? '')
  if (parts === null) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** A zone as Exchange 2007 shows it, by the rules that hold at a time. */
export function showMeetingZone({ id, eras }: ZoneRules, at: Instant): EwsObject {
  const era = eras.findLast(({ fromWallMs = -Infinity }) => fromWallMs <= at) ?? eras[0]
  const { offsetMs = 0, changes = [] } = era ?? {}
  const change = (wanted: (offsetAfterMs: number) => boolean): EwsObject | undefined => {
    const found = changes.find(({ offsetAfterMs }) => wanted(offsetAfterMs))
    return found === undefined ? undefined : showChange(found, offsetMs)
  }
  const [Standard, Daylight] = [change((after) => after === offsetMs), change((after) => after !== offsetMs)]
  return {
    '@TimeZoneName': id,
    BaseOffset: renderDuration(-offsetMs),
    ...(Standard === undefined || Daylight === undefined ? {} : { Standard, Daylight }),
  }
}

function showChange(
  { month, on, timeOfDayMs, offsetAfterMs }: YearlyChange,
  baseMs: number,
): EwsObject | undefined {
  if ('day' in on) return undefined
  const two = (value: number): string => String(value).padStart(2, '0')
  const seconds = Math.floor(timeOfDayMs / 1000)
  return {
    Offset: renderDuration(baseMs - offsetAfterMs),
    RelativeYearlyRecurrence: {
      DaysOfWeek: WEEKDAYS[on.weekday],
      DayOfWeekIndex: DAY_INDEXES.at(on.occurrence === -1 ? 4 : on.occurrence - 1),
      Month: MONTHS[month - 1],
    },
    Time: [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => two(Math.floor(part))).join(':'),
  }
}
