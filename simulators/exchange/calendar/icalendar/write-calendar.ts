import type { Zones } from '../../../core/zones/zones.js'
import type { MeetingMessageKind, Person } from '../item.js'
import { exceptionsOf, openSeries, type Occurrence } from '../recurrence/occurrences.js'
import { writeEvent, type EventContent, type EventShown } from './write-event.js'
import { tzid, writeZone } from './zones.js'

/** @observed in content of Exchange 2010 to 2019 and of Exchange Online */
const PRODUCT = 'Microsoft Exchange Server 2010'

const METHODS = {
  MeetingRequest: 'REQUEST',
  MeetingResponse: 'REPLY',
  MeetingCancellation: 'CANCEL',
} as const

/** An appointment as a calendar of its own: a series with its exceptions. @source MS-OXCICAL 2.1.3 */
export function writeCalendarItem(item: EventContent, zones: Zones): string {
  return writeEvents('PUBLISH', eventsOf(item, zones))
}

/** One occurrence of a series, as an item of its own. */
export function writeOccurrence(item: EventContent, occurrence: Occurrence, zones: Zones): string {
  const instance = occurrence.exception === undefined ? 'occurrence' : 'exception'
  return writeEvents('PUBLISH', [
    { item, shown: { zones, instance, originalStart: occurrence.originalStart } },
  ])
}

/** A message about a meeting: what it says, and who says it. */
export interface MeetingContent {
  readonly kind: MeetingMessageKind
  readonly from: Person
  readonly item: EventContent
}

/** What a meeting message carries for calendars elsewhere. @source RFC 5546; MS-OXCICAL 2.1.3.1.1.1 */
export function writeMeetingMessage({ kind, from, item }: MeetingContent, zones: Zones): string {
  const events = eventsOf(item, zones)
  if (kind !== 'MeetingResponse') return writeEvents(METHODS[kind], events)
  const answers = events.slice(0, 1).map((one) => ({ ...one, shown: { ...one.shown, answering: from } }))
  return writeEvents(METHODS[kind], answers)
}

interface Shown {
  readonly item: EventContent
  readonly shown: EventShown
}

function eventsOf(item: EventContent, zones: Zones): readonly Shown[] {
  const originalStart = item.event.recurrenceId
  if (originalStart !== undefined) return [{ item, shown: { zones, instance: 'exception', originalStart } }]
  return item.event.series === undefined
    ? [{ item, shown: { zones, instance: 'single' } }]
    : seriesOf(item, zones)
}

function seriesOf(master: EventContent, zones: Zones): readonly Shown[] {
  const { event } = master
  const series = openSeries(event, zones)
  const deletedStarts = (event.series?.deleted ?? []).flatMap((date) => series?.on(date)?.originalStart ?? [])
  const exceptions = series === undefined ? [] : exceptionsOf(event, series)
  return [
    { item: master, shown: { zones, instance: 'master', deletedStarts } },
    ...exceptions.map((occurrence) => ({
      item: exceptionItem(master, occurrence),
      shown: { zones, instance: 'exception', originalStart: occurrence.originalStart } as const,
    })),
  ]
}

function exceptionItem(master: EventContent, { exception, start, end }: Occurrence): EventContent {
  return { ...master, ...exception?.fields, event: { ...master.event, ...exception?.event, start, end } }
}

function writeEvents(method: string, events: readonly Shown[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    `PRODID:${PRODUCT}`,
    'VERSION:2.0',
    ...writeZones(events),
    ...events.flatMap(({ item, shown }) => writeEvent(item, shown)),
    'END:VCALENDAR',
  ]
  return `${lines.join('\r\n')}\r\n`
}

/** Each zone that the events name, once, by its rules at the first of them. */
function writeZones(events: readonly Shown[]): readonly string[] {
  const written = new Map<string, readonly string[]>()
  for (const { item, shown } of events) {
    const { startTimeZone, endTimeZone, start } = item.event
    for (const zone of [startTimeZone, endTimeZone]) {
      const name = tzid(shown.zones, zone)
      if (!written.has(name)) written.set(name, writeZone(shown.zones, zone, shown.zones.toWall(zone, start)))
    }
  }
  return [...written.values()].flat()
}
