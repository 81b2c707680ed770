import type { Instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import { textOf } from '../body/convert-body.js'
import type { Attendee, EventFields, ItemFields, Person } from '../item.js'
import { STATE } from '../meetings/invitation.js'
import { line, textLine } from './content-line.js'
import { writeRule } from './rules.js'
import { ANSWERS, BUSY_STATUSES, CLASSES, IMPORTANCES, ROLES } from './vocabulary.js'
import { formatBefore, formatDate, formatUtc, formatWall } from './wall-time.js'
import { tzid } from './zones.js'

/** `X-MICROSOFT-CDO-INSTTYPE`. @source MS-OXCICAL 2.1.3.1.1.20.31 */
export type InstanceType = 'single' | 'master' | 'occurrence' | 'exception'
const INSTANCE_TYPES: Readonly<Record<InstanceType, string>> = {
  single: '0',
  master: '1',
  occurrence: '2',
  exception: '3',
}

/** What of an item a `VEVENT` is written of. */
export interface EventContent extends ItemFields {
  readonly event: EventFields
}

/** What a `VEVENT` shows besides the item itself. */
export interface EventShown {
  readonly zones: Zones
  readonly instance: InstanceType
  /** Of an occurrence. */
  readonly originalStart?: Instant | undefined
  /** In an answer: who answers, the only one whom it names. */
  readonly answering?: Person | undefined
  /** The master lists the occurrences that there are not. */
  readonly deletedStarts?: readonly Instant[]
}

const DEFAULT_CULTURE = 'en-US'

/** A `VEVENT` as the product writes it. @observed in content of Exchange 2010 and Exchange Online; MS-OXCICAL 2.1.3 */
export function writeEvent(item: EventContent, shown: EventShown): readonly string[] {
  const { event } = item
  const LANGUAGE = item.culture ?? DEFAULT_CULTURE
  return [
    'BEGIN:VEVENT',
    ...writePeople(event, shown),
    textLine('DESCRIPTION', withLineEnd(textOf(item.body)), { LANGUAGE }),
    ...writeRecurrence(event, shown),
    textLine('UID', event.uid),
    ...writeOriginalStart(event, shown),
    textLine('SUMMARY', item.subject, { LANGUAGE }),
    writeTime('DTSTART', event, shown.zones),
    writeTime('DTEND', event, shown.zones),
    line('CLASS', CLASSES[item.sensitivity]),
    line('PRIORITY', IMPORTANCES[item.importance].priority),
    line('DTSTAMP', formatUtc(event.stamp)),
    line('TRANSP', event.freeBusy === 'Free' ? 'TRANSPARENT' : 'OPAQUE'),
    line('STATUS', (event.state & STATE.cancelled) === 0 ? 'CONFIRMED' : 'CANCELLED'),
    line('SEQUENCE', String(event.sequence)),
    ...writeCategories(item),
    textLine('LOCATION', event.location ?? '', { LANGUAGE }),
    ...writeMicrosoft(item, shown),
    ...writeReminder(item),
    'END:VEVENT',
  ]
}

function writePeople(event: EventFields, { answering }: EventShown): readonly string[] {
  if (!event.isMeeting) return []
  const { organizer, attendees } = event
  const shown = answering === undefined ? attendees : attendees.filter(isPerson(answering))
  const answered: readonly Attendee[] =
    answering === undefined
      ? shown
      : [{ role: shown[0]?.role ?? 'Required', person: answering, response: event.myResponse }]
  const RSVP = event.isResponseRequested && answering === undefined ? 'TRUE' : undefined
  return [
    line('ORGANIZER', address(organizer), { CN: organizer.name }),
    ...answered.map(({ role, person, response }) =>
      line('ATTENDEE', address(person), {
        ...ROLES[role],
        PARTSTAT: ANSWERS[response],
        RSVP,
        CN: person.name,
      }),
    ),
  ]
}

function isPerson(person: Person): (attendee: Attendee) => boolean {
  return (attendee) => attendee.person.address.toLowerCase() === person.address.toLowerCase()
}

function address(person: Person): string {
  return `MAILTO:${person.address}`
}

/** Occurrences that are gone are named by a time even where the series is of whole days. @observed Exchange Online */
function writeRecurrence(
  event: EventFields,
  { zones, instance, deletedStarts = [] }: EventShown,
): readonly string[] {
  if (event.series === undefined || instance !== 'master') return []
  const gone = deletedStarts.map((start) => formatWall(zones.toWall(event.startTimeZone, start)))
  return [
    line('RRULE', writeRule(event, zones)),
    ...(gone.length === 0
      ? []
      : [line('EXDATE', gone.join(','), { TZID: tzid(zones, event.startTimeZone) })]),
  ]
}

function writeOriginalStart(event: EventFields, { zones, originalStart }: EventShown): readonly string[] {
  if (originalStart === undefined) return []
  const wall = formatWall(zones.toWall(event.startTimeZone, originalStart))
  return [line('RECURRENCE-ID', wall, { TZID: tzid(zones, event.startTimeZone) })]
}

function writeTime(name: 'DTSTART' | 'DTEND', event: EventFields, zones: Zones): string {
  const [at, zone] = name === 'DTSTART' ? [event.start, event.startTimeZone] : [event.end, event.endTimeZone]
  const wall = zones.toWall(zone, at)
  return event.isAllDayEvent
    ? line(name, formatDate(wall), { VALUE: 'DATE' })
    : line(name, formatWall(wall), { TZID: tzid(zones, zone) })
}

function writeCategories({ categories }: EventContent): readonly string[] {
  if (categories.length === 0) return []
  const written = categories.map((category) => textLine('X', category).replace(/\r\n /g, '').slice(2))
  return [line('CATEGORIES', written.join(','))]
}

function writeMicrosoft({ event, importance }: EventContent, { instance }: EventShown): readonly string[] {
  const busy = event.freeBusy === 'NoData' ? 'Busy' : event.freeBusy
  const intended = event.intendedFreeBusy === 'NoData' ? busy : (event.intendedFreeBusy ?? busy)
  const values: Readonly<Record<string, string>> = {
    'CDO-APPT-SEQUENCE': String(event.sequence),
    'CDO-BUSYSTATUS': BUSY_STATUSES[busy],
    'CDO-INTENDEDSTATUS': BUSY_STATUSES[intended],
    'CDO-ALLDAYEVENT': truth(event.isAllDayEvent),
    'CDO-IMPORTANCE': IMPORTANCES[importance].cdo,
    'CDO-INSTTYPE': INSTANCE_TYPES[instance],
    DONOTFORWARDMEETING: truth(event.doNotForward ?? false),
    'DISALLOW-COUNTER': truth(!event.allowNewTimeProposal),
  }
  return Object.entries(values).map(([name, value]) => line(`X-MICROSOFT-${name}`, value))
}

function writeReminder({ reminderIsSet, reminderMinutes }: EventContent): readonly string[] {
  if (!reminderIsSet) return []
  return [
    'BEGIN:VALARM',
    line('DESCRIPTION', 'REMINDER'),
    line('TRIGGER', formatBefore(reminderMinutes), { RELATED: 'START' }),
    line('ACTION', 'DISPLAY'),
    'END:VALARM',
  ]
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\r\n`
}

function truth(is: boolean): string {
  return is ? 'TRUE' : 'FALSE'
}
