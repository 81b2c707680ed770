import { isDeepStrictEqual } from 'node:util'
import type { ErrorCode } from '../../ews/error-texts.js'
import type { CalendarItem, EventFields, Exception, ItemFields, Series } from '../item.js'
import { STATE } from '../meetings/invitation.js'
import { openSeries } from '../recurrence/occurrences.js'
import { refusalOf } from '../recurrence/refusals.js'
import { midnight } from '../recurrence/wall-date.js'
import {
  parseIcalendar,
  propertiesNamed,
  propertyNamed,
  textOfProperty,
  type IcalComponent,
} from './parse-icalendar.js'
import { readEvent, readTime, type EventRead, type IcalReading } from './read-event.js'
import { readRule } from './rules.js'

export type CalendarRead =
  { readonly ok: true; readonly item: CalendarItem } | { readonly ok: false; readonly code: ErrorCode }

const INVALID = { ok: false, code: 'ErrorMimeContentInvalid' } as const
/** What is an occurrence's own place and not its content. */
const NOT_CONTENT = new Set(['uid', 'series', 'sequence', 'state', 'organizer', 'stamp'])

/** An item as iCalendar content describes it: its first event, with the exceptions of that. */
export function readCalendar(item: CalendarItem, content: string, reading: IcalReading): CalendarRead {
  const calendar = parseIcalendar(content)
  const events = calendar?.components.filter(({ name }) => name === 'vevent') ?? []
  const master = events.find((event) => propertyNamed(event, 'recurrence-id') === undefined) ?? events[0]
  const read =
    calendar === undefined || master === undefined ? undefined : readEvent(calendar, master, reading)
  if (calendar === undefined || master === undefined || read === undefined) return INVALID

  const series = readSeries({ calendar, master, read, reading })
  if (typeof series === 'string') return { ok: false, code: series }
  const described = describe(item, read, series)
  const own = { calendar, reading, described }
  if (series === undefined) return { ok: true, item: withOriginalStart(described, master, own) }
  return withOccurrences(
    own,
    events.filter((event) => isOverrideOf(event, master)),
  )
}

function describe(
  item: CalendarItem,
  { fields, event }: EventRead,
  series: Series | undefined,
): CalendarItem {
  const { series: _replaced, ...before } = item.event
  const merged: EventFields = { ...before, ...event, ...(series === undefined ? {} : { series }) }
  const isMeeting = merged.attendees.length > 0
  const state = isMeeting ? merged.state | STATE.meeting : merged.state
  return { ...item, ...fields, event: { ...merged, isMeeting, state } }
}

interface SeriesContent {
  readonly calendar: IcalComponent
  readonly master: IcalComponent
  readonly read: EventRead
  readonly reading: IcalReading
}

/** The series of an event; an error for one that no item can hold. */
function readSeries({ calendar, master, read, reading }: SeriesContent): Series | ErrorCode | undefined {
  const [rule, ...more] = propertiesNamed(master, 'rrule')
  const dates = [...propertiesNamed(master, 'rdate'), ...propertiesNamed(master, 'exrule'), ...more]
  if (dates.length > 0) return 'ErrorCalendarInvalidRecurrence'
  if (rule === undefined) return undefined
  const { zones } = reading
  const { start, startTimeZone: zone } = read.event
  const value = rule.values[0]
  const recurrence =
    typeof value === 'object'
      ? readRule(value, { wallMs: zones.toWall(zone, start), zone, zones })
      : undefined
  if (recurrence === undefined) return 'ErrorCalendarInvalidRecurrence'
  const deleted = propertiesNamed(master, 'exdate').flatMap((property) =>
    property.values.map((date) => readTime(calendar, { ...property, values: [date] }, { ...reading, zone })),
  )
  if (deleted.includes(undefined)) return 'ErrorMimeContentInvalid'
  const gone = deleted.flatMap((time) => (time === undefined ? [] : [midnight(zones.toWall(zone, time.at))]))
  return refusalOf(recurrence) ?? { recurrence, exceptions: [], deleted: [...new Set(gone)] }
}

interface Described {
  readonly calendar: IcalComponent
  readonly reading: IcalReading
  readonly described: CalendarItem
}

/** An occurrence that comes without its series. */
function withOriginalStart(
  item: CalendarItem,
  event: IcalComponent,
  { calendar, reading }: Described,
): CalendarItem {
  const time = readTime(calendar, propertyNamed(event, 'recurrence-id'), reading)
  return time === undefined ? item : { ...item, event: { ...item.event, recurrenceId: time.at } }
}

function isOverrideOf(event: IcalComponent, master: IcalComponent): boolean {
  const isSameSeries = textOfProperty(event, 'uid') === textOfProperty(master, 'uid')
  return isSameSeries && event !== master && propertyNamed(event, 'recurrence-id') !== undefined
}

function withOccurrences(own: Described, overrides: readonly IcalComponent[]): CalendarRead {
  const { calendar, reading, described } = own
  const { series, startTimeZone: zone } = described.event
  const dates = openSeries(described.event, reading.zones)
  if (series === undefined || dates === undefined) return INVALID
  const exceptions: Exception[] = []
  const deleted = series.deleted.filter((date) => dates.on(date) !== undefined)
  for (const override of overrides) {
    const original = readTime(calendar, propertyNamed(override, 'recurrence-id'), { ...reading, zone })
    const read = readEvent(calendar, override, reading)
    const date = original === undefined ? NaN : midnight(reading.zones.toWall(zone, original.at))
    if (read === undefined || dates.on(date) === undefined) return INVALID
    if (textOfProperty(override, 'status')?.toUpperCase() === 'CANCELLED') deleted.push(date)
    else exceptions.push(exceptionOf(described, date, read))
  }
  const event = { ...described.event, series: { ...series, exceptions, deleted } }
  return { ok: true, item: { ...described, event } }
}

/** Only what differs from the series. */
function exceptionOf(master: CalendarItem, date: number, { fields, event }: EventRead): Exception {
  const { start, end } = event
  return {
    date,
    fields: differences<ItemFields>(master, fields),
    event: { ...differences<EventFields>(master.event, event), start, end },
  }
}

function differences<T extends object>(before: T, after: Partial<T>): Partial<T> {
  const changed = Object.entries(after).filter(
    ([name, value]) => !NOT_CONTENT.has(name) && !isDeepStrictEqual(value, before[name as keyof T]),
  )
  return Object.fromEntries(changed) as Partial<T>
}
