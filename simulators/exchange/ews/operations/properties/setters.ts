import { LabError, parseInstant, type Instant } from '../../../../core/index.js'
import type { Attendee, AttendeeRole, EventFields, EventItem, ItemFields } from '../../../calendar/item.js'
import { isSamePerson, personOf } from '../../../calendar/meetings/people.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { asText, child, isObject, list, text } from '../request-parts.js'
import type { Setter, Writing } from './property.js'

/** Stores the value in a field of the item as it is; the schema has checked its type and its enumeration. */
export function inItem(field: keyof ItemFields): Setter {
  return (item, value) => ({ ...item, [field]: value })
}

/** The same for a field of the event. */
export function inEvent(field: keyof EventFields): Setter<EventItem> {
  return (item, value) => withEvent(item, { [field]: value })
}

/** Removes an optional field of the event. */
export function withoutEventField(field: keyof EventFields): (item: EventItem) => EventItem {
  return (item) => {
    const event: Partial<EventFields> = { ...item.event }
    delete event[field]
    return withEvent(item, {}, event)
  }
}

export function withEvent<I extends EventItem>(
  item: I,
  changes: object,
  event: Partial<EventFields> = item.event,
): I {
  return { ...item, event: { ...event, ...changes } as EventFields }
}

/** A time of a request; one without a zone is on the clock of `zone`. @source ews.md 1.8 */
export function readTime(value: EwsValue, zone: string, { store }: Pick<Writing, 'store'>): Instant {
  const written = asText(value).trim()
  try {
    if (/(Z|[+-]\d\d:\d\d)$/.test(written)) return parseInstant(written)
    return store.zones.fromWall(zone, parseInstant(`${written}Z`))
  } catch (error) {
    if (error instanceof LabError) throw new ItemError('ErrorInvalidValueForProperty')
    throw error
  }
}

/** Replaces the attendees of one role; who stays keeps his answer. */
export function setAttendees(role: AttendeeRole): Setter<EventItem> {
  return (item, value, writing) => {
    const others = item.event.attendees.filter((attendee) => attendee.role !== role)
    return withEvent(item, { attendees: [...others, ...readAttendees(role, value, { item, writing })] })
  }
}

export function appendAttendees(role: AttendeeRole): Setter<EventItem> {
  return (item, value, writing) => {
    const added = readAttendees(role, value, { item, writing })
    const kept = item.event.attendees.filter(
      ({ person }) => !added.some((attendee) => isSamePerson(attendee.person, person)),
    )
    return withEvent(item, { attendees: [...kept, ...added] })
  }
}

export function clearAttendees(role: AttendeeRole): (item: EventItem) => EventItem {
  return (item) =>
    withEvent(item, { attendees: item.event.attendees.filter((attendee) => attendee.role !== role) })
}

function readAttendees(
  role: AttendeeRole,
  value: EwsValue,
  { item, writing }: { readonly item: EventItem; readonly writing: Writing },
): readonly Attendee[] {
  const elements = isObject(value) ? list(value, 'Attendee') : []
  return elements.map((element) => {
    const mailbox = child(element, 'Mailbox')
    const address = text(mailbox, 'EmailAddress')
    if (address === undefined || !isAddress(address, writing)) throw new ItemError('ErrorInvalidRecipients')
    const person = personOf(writing.store.recipients, address, text(mailbox, 'Name'))
    const known = item.event.attendees.find((attendee) => isSamePerson(attendee.person, person))
    return known === undefined ? { role, person, response: 'Unknown' } : { ...known, role }
  })
}

/** Anything the directory resolves, or an SMTP address. */
function isAddress(address: string, { store }: Writing): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(address) || store.recipients.resolve(address) !== undefined
}
