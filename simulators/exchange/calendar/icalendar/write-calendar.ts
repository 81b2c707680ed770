import type { Zones } from '../../../core/zones/zones.js'
import type { CalendarItem, EventItem, MeetingMessage } from '../item.js'
import { exceptionsOf, occurrenceItem, openSeries, type Occurrence } from '../recurrence/occurrences.js'
import { writeEvent, type EventShown } from './write-event.js'
import { tzid, writeZone } from './zones.js'

export type Method = 'PUBLISH' | 'REQUEST' | 'REPLY' | 'CANCEL'

/** @observed in content of Exchange 2010 to 2019 and of Exchange Online */
const PRODUCT = 'Microsoft Exchange Server 2010'

/** An appointment as a calendar of its own: a series with its exceptions. @source MS-OXCICAL 2.1.3 */
export function writeCalendarItem(item: CalendarItem, zones: Zones): string {
  if (item.event.series === undefined) {
    const originalStart = item.event.recurrenceId
    return writeEvents(item, 'PUBLISH', [
      {
        item,
        shown: { zones, instance: originalStart === undefined ? 'single' : 'exception', originalStart },
      },
    ])
  }
  return writeEvents(item, 'PUBLISH', seriesOf(item, item, zones))
}

/** One occurrence of a series, as an item of its own. */
export function writeOccurrence(item: CalendarItem, occurrence: Occurrence, zones: Zones): string {
  const instance = occurrence.exception === undefined ? 'occurrence' : 'exception'
  return writeEvents(item, 'PUBLISH', [
    { item, shown: { zones, instance, originalStart: occurrence.originalStart } },
  ])
}

const METHODS = {
  MeetingRequest: 'REQUEST',
  MeetingResponse: 'REPLY',
  MeetingCancellation: 'CANCEL',
} as const

/** What a meeting message carries for calendars elsewhere. @source RFC 5546; MS-OXCICAL 2.1.3.1.1.1 */
export function writeMeetingMessage(
  message: Pick<MeetingMessage, 'kind' | 'event'> &
    EventItem & { readonly message: MeetingMessage['message'] },
  zones: Zones,
): string {
  const method = METHODS[message.kind]
  const { recurrenceId, series } = message.event
  const answering = method === 'REPLY' ? message.message.from : undefined
  const instance = recurrenceId !== undefined ? 'exception' : series === undefined ? 'single' : 'master'
  const shown: EventShown = { zones, instance, originalStart: recurrenceId, answering }
  return writeEvents(message, method, [{ item: message, shown }])
}

interface Shown {
  readonly item: EventItem
  readonly shown: EventShown
}

function seriesOf(item: EventItem, master: CalendarItem, zones: Zones): readonly Shown[] {
  const series = openSeries(master.event, zones)
  const deletedStarts = (master.event.series?.deleted ?? []).flatMap(
    (date) => series?.on(date)?.originalStart ?? [],
  )
  const exceptions = series === undefined ? [] : exceptionsOf(master.event, series)
  return [
    { item, shown: { zones, instance: 'master', deletedStarts } },
    ...exceptions.map((occurrence) => ({
      item: occurrenceItem(master, occurrence),
      shown: { zones, instance: 'exception', originalStart: occurrence.originalStart } as const,
    })),
  ]
}

function writeEvents(
  { event }: EventItem,
  method: Method,
  shown: readonly [Shown, ...Shown[]] | readonly Shown[],
): string {
  const zones = shown[0]?.shown.zones
  const lines = [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    `PRODID:${PRODUCT}`,
    'VERSION:2.0',
    ...(zones === undefined ? [] : writeZones(event, zones)),
    ...shown.flatMap((one) => writeEvent(one.item, one.shown)),
    'END:VCALENDAR',
  ]
  return `${lines.join('\r\n')}\r\n`
}

function writeZones(event: EventItem['event'], zones: Zones): readonly string[] {
  const wallMs = zones.toWall(event.startTimeZone, event.start)
  const named = new Map([event.startTimeZone, event.endTimeZone].map((zone) => [tzid(zones, zone), zone]))
  return [...named.values()].flatMap((zone) => writeZone(zones, zone, wallMs))
}
