import { instant, type Instant } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import { storedBody } from '../body/convert-body.js'
import type { RecipientLookup } from '../calendar.js'
import type { Attendee, AttendeeRole, EventFields, FreeBusyStatus, ItemFields, Person } from '../item.js'
import { isSamePerson, personOf } from '../meetings/people.js'
import {
  propertiesNamed,
  propertyNamed,
  textOfProperty,
  textValue,
  type IcalComponent,
  type IcalProperty,
} from './parse-icalendar.js'
import { ANSWERS, BUSY_STATUSES, CLASSES, IMPORTANCES, keyOf } from './vocabulary.js'
import { parseDuration, parseWall } from './wall-time.js'
import { readZone } from './zones.js'

/** What reading needs besides the content. */
export interface IcalReading {
  readonly zones: Zones
  readonly recipients: RecipientLookup
  /** For times that name no zone. */
  readonly zone: string
}

/** What a `VEVENT` says of an item; what it does not say is not there. */
export interface EventRead {
  readonly fields: Partial<ItemFields>
  readonly event: Partial<EventFields> &
    Pick<EventFields, 'start' | 'end' | 'startTimeZone' | 'isAllDayEvent'>
}

export interface TimeRead {
  readonly at: Instant
  readonly wallMs: number
  readonly zone: string
  readonly isDate: boolean
}

const DAY_MS = 86_400_000

/** Undefined for an event whose times cannot be. @source MS-OXCICAL 2.1.3.1.1.20 */
export function readEvent(
  calendar: IcalComponent,
  event: IcalComponent,
  reading: IcalReading,
): EventRead | undefined {
  const start = readTime(calendar, propertyNamed(event, 'dtstart'), reading)
  const end = start === undefined ? undefined : readEnd(calendar, event, { start, reading })
  if (start === undefined || end === undefined) return undefined
  return {
    fields: { ...readText(event), ...readReminder(event, start) },
    event: {
      ...readStatus(event),
      ...readPeople(event, reading),
      start: start.at,
      end: end.at,
      startTimeZone: start.zone,
      endTimeZone: end.zone,
      isAllDayEvent: start.isDate || textOfProperty(event, 'x-microsoft-cdo-alldayevent') === 'TRUE',
    },
  }
}

/**
 * A time by its zone, in UTC, or on the clock of whoever writes; undefined when it names an unknown zone. A date
 * belongs to the zone that the content defines, if it defines only one. @inferred
 */
export function readTime(
  calendar: IcalComponent,
  property: IcalProperty | undefined,
  { zones, zone: own }: IcalReading,
): TimeRead | undefined {
  const value = property === undefined ? '' : textValue(property)
  const wallMs = parseWall(value)
  if (property === undefined || wallMs === undefined) return undefined
  const isDate = property.type === 'date'
  const tzid = property.parameters['tzid'] ?? (isDate ? onlyZone(calendar) : undefined)
  const known = tzid === undefined ? own : readZone(zones, calendar, tzid)
  const zone = value.endsWith('Z') ? 'UTC' : known
  return zone === undefined ? undefined : { at: zones.fromWall(zone, wallMs), wallMs, zone, isDate }
}

function onlyZone({ components }: IcalComponent): string | undefined {
  const [definition, ...more] = components.filter(({ name }) => name === 'vtimezone')
  return definition === undefined || more.length > 0 ? undefined : textOfProperty(definition, 'tzid')
}

/** Without an end a day lasts a day, and a time no time at all. @source RFC 5545 3.6.1 */
function readEnd(
  calendar: IcalComponent,
  event: IcalComponent,
  { start, reading }: { readonly start: TimeRead; readonly reading: IcalReading },
): TimeRead | undefined {
  const end = propertyNamed(event, 'dtend')
  if (end !== undefined) return readTime(calendar, end, reading)
  const written = textOfProperty(event, 'duration')
  const ms = written === undefined ? (start.isDate ? DAY_MS : 0) : parseDuration(written)
  if (ms === undefined) return undefined
  const at = start.isDate ? reading.zones.fromWall(start.zone, start.wallMs + ms) : instant(start.at + ms)
  return { ...start, at }
}

function readText(event: IcalComponent): Partial<ItemFields> {
  const summary = textOfProperty(event, 'summary')
  const text = textOfProperty(event, 'description')
  const html = propertiesNamed(event, 'x-alt-desc').some(({ parameters }) =>
    /html/i.test(parameters['fmttype'] ?? ''),
  )
    ? textOfProperty(event, 'x-alt-desc')
    : undefined
  const culture = propertyNamed(event, 'summary')?.parameters['language']
  const sensitivity = keyOf(CLASSES, textOfProperty(event, 'class')?.toUpperCase() ?? '')
  const importance = readImportance(event)
  const categories = propertiesNamed(event, 'categories').flatMap(({ values }) => values.map(String))
  return {
    ...(summary === undefined ? {} : { subject: summary }),
    ...(text === undefined ? {} : { body: storedBody('Text', text) }),
    ...(html === undefined ? {} : { body: storedBody('HTML', html) }),
    ...(culture === undefined ? {} : { culture }),
    ...(sensitivity === undefined ? {} : { sensitivity }),
    ...(importance === undefined ? {} : { importance }),
    ...(categories.length === 0 ? {} : { categories }),
  }
}

/** 1 to 4 is high, 5 is normal, 6 to 9 is low. @source RFC 5545 3.8.1.9 */
function readImportance(event: IcalComponent): ItemFields['importance'] | undefined {
  const cdo = textOfProperty(event, 'x-microsoft-cdo-importance')
  const known = (Object.keys(IMPORTANCES) as ItemFields['importance'][]).find(
    (name) => IMPORTANCES[name].cdo === cdo,
  )
  const written = propertyNamed(event, 'priority')?.values[0]
  if (known !== undefined || written === undefined) return known
  const priority = Number(written)
  if (priority === 0 || priority === 5) return 'Normal'
  return priority < 5 ? 'High' : 'Low'
}

/** A reminder that is not written is not set. */
function readReminder(event: IcalComponent, start: TimeRead): Partial<ItemFields> {
  const alarm = event.components.find(({ name }) => name === 'valarm')
  const trigger = alarm === undefined ? undefined : propertyNamed(alarm, 'trigger')
  const value = trigger === undefined ? '' : textValue(trigger)
  const absolute = parseWall(value)
  const before = absolute === undefined ? parseDuration(value) : absolute - start.at
  if (before === undefined) return { reminderIsSet: false }
  return { reminderIsSet: true, reminderMinutes: Math.max(0, Math.round(-before / 60_000)) }
}

function readStatus(event: IcalComponent): Partial<EventFields> {
  const uid = textOfProperty(event, 'uid')
  const location = textOfProperty(event, 'location')
  const stamp = parseWall(textOfProperty(event, 'dtstamp') ?? '')
  const sequence = Number(propertyNamed(event, 'sequence')?.values[0] ?? 0)
  const intended = keyOf(
    BUSY_STATUSES,
    textOfProperty(event, 'x-microsoft-cdo-intendedstatus')?.toUpperCase() ?? '',
  )
  return {
    ...(uid === undefined || uid === '' ? {} : { uid }),
    ...(location === undefined || location === '' ? {} : { location }),
    ...(stamp === undefined ? {} : { stamp: instant(stamp) }),
    ...(intended === undefined ? {} : { intendedFreeBusy: intended }),
    freeBusy: readFreeBusy(event),
    sequence: Number.isInteger(sequence) ? sequence : 0,
    allowNewTimeProposal: textOfProperty(event, 'x-microsoft-disallow-counter')?.toUpperCase() !== 'TRUE',
    ...(textOfProperty(event, 'x-microsoft-donotforwardmeeting')?.toUpperCase() === 'TRUE'
      ? { doNotForward: true }
      : {}),
  }
}

/** @source MS-OXCICAL 2.1.3.1.1.20.31: the status of Microsoft over `TRANSP` over `STATUS` */
function readFreeBusy(event: IcalComponent): FreeBusyStatus {
  const known = keyOf(BUSY_STATUSES, textOfProperty(event, 'x-microsoft-cdo-busystatus')?.toUpperCase() ?? '')
  if (known !== undefined) return known
  if (textOfProperty(event, 'transp')?.toUpperCase() === 'TRANSPARENT') return 'Free'
  return textOfProperty(event, 'status')?.toUpperCase() === 'TENTATIVE' ? 'Tentative' : 'Busy'
}

function readPeople(event: IcalComponent, { recipients }: IcalReading): Partial<EventFields> {
  const organizer = propertyNamed(event, 'organizer')
  const written = propertiesNamed(event, 'attendee')
  const host = organizer === undefined ? undefined : readPerson(organizer, recipients)
  const attendees = written
    .map((property) => readAttendee(property, recipients))
    .filter(({ person }) => person.address !== '' && (host === undefined || !isSamePerson(person, host)))
  return {
    ...(host === undefined || host.address === '' ? {} : { organizer: host }),
    ...(written.length === 0 ? {} : { attendees }),
    ...(written.length === 0 ? {} : { isResponseRequested: written.some(asksForAnswer) }),
  }
}

function asksForAnswer({ parameters }: IcalProperty): boolean {
  return parameters['rsvp']?.toUpperCase() === 'TRUE'
}

function readAttendee(property: IcalProperty, recipients: RecipientLookup): Attendee {
  const answer = property.parameters['partstat']?.toUpperCase() ?? ''
  const known = keyOf(
    { Accept: ANSWERS.Accept, Tentative: ANSWERS.Tentative, Decline: ANSWERS.Decline },
    answer,
  )
  return { role: readRole(property), person: readPerson(property, recipients), response: known ?? 'Unknown' }
}

function readRole({ parameters }: IcalProperty): AttendeeRole {
  if (/^(RESOURCE|ROOM)$/i.test(parameters['cutype'] ?? '')) return 'Resource'
  return /^(OPT|NON)-PARTICIPANT$/i.test(parameters['role'] ?? '') ? 'Optional' : 'Required'
}

function readPerson(property: IcalProperty, recipients: RecipientLookup): Person {
  const address = textValue(property)
    .replace(/^mailto:/i, '')
    .trim()
  return personOf(recipients, address, property.parameters['cn'] ?? address)
}
