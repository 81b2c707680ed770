import type { Attendee, CalendarItem } from '../../../ports/exchange.js'
import { parseInstant } from '../../../time-and-chance/instants.js'
import { onlyMessage } from '../soap.js'
import { childrenAt, escapeXml, find, textAt, type XmlElement } from '../../xml.js'
import { CONFERENCE_DATA_PROPERTY, CONFERENCE_DATA_URI } from './conference-data.js'

/** What the connector reads of a meeting, and nothing else (HC-190). All exist since Exchange 2010. */
const FIELDS = [
  'item:Subject',
  'item:Body',
  'calendar:UID',
  'calendar:Start',
  'calendar:End',
  'calendar:Location',
  'calendar:IsMeeting',
  'calendar:IsCancelled',
  'calendar:CalendarItemType',
  'calendar:MyResponseType',
  'calendar:Organizer',
  'calendar:RequiredAttendees',
  'calendar:OptionalAttendees',
  'calendar:Resources',
  'calendar:AppointmentSequenceNumber',
  'calendar:Recurrence',
  'calendar:LastOccurrence',
  'calendar:StartTimeZone',
] as const

/** An item by its id, or the master of the series that an occurrence belongs to. */
export type ItemQuery = { readonly itemId: string } | { readonly masterOf: string }

/** @source ews.md 4.4 */
export function renderGetItem(query: ItemQuery): string {
  const fields = FIELDS.map((uri) => `<t:FieldURI FieldURI="${uri}"/>`).join('') + CONFERENCE_DATA_URI
  const id =
    'itemId' in query
      ? `<t:ItemId Id="${escapeXml(query.itemId)}"/>`
      : `<t:RecurringMasterItemId OccurrenceId="${escapeXml(query.masterOf)}"/>`
  return (
    '<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:BodyType>Best</t:BodyType>' +
    `<t:AdditionalProperties>${fields}</t:AdditionalProperties></m:ItemShape><m:ItemIds>${id}</m:ItemIds></m:GetItem>`
  )
}

/** The calendar item as seen by the owner of `mailbox`; null when the item is of another class. */
export function parseGetItem(response: XmlElement, mailbox: string): CalendarItem | null {
  const item = childrenAt(onlyMessage(response), ['Items'], 'CalendarItem')[0]
  if (item === undefined) return null
  const id = find(item, 'ItemId')?.attributes ?? {}
  const organizer = {
    name: textAt(item, 'Organizer', 'Mailbox', 'Name'),
    address: textAt(item, 'Organizer', 'Mailbox', 'EmailAddress'),
  }
  const end = instantAt(item, 'End')
  return {
    ref: { id: id['Id'] ?? '', changeKey: id['ChangeKey'] ?? '' },
    uid: textAt(item, 'UID') || (id['Id'] ?? ''),
    subject: textAt(item, 'Subject'),
    location: textAt(item, 'Location'),
    body: {
      type: find(item, 'Body')?.attributes['BodyType'] === 'HTML' ? 'HTML' : 'Text',
      content: textAt(item, 'Body'),
    },
    start: instantAt(item, 'Start'),
    end,
    lastEnd: lastEnd(item, end),
    kind: itemKind(textAt(item, 'CalendarItemType')),
    isMeeting: textAt(item, 'IsMeeting') === 'true',
    isCancelled: textAt(item, 'IsCancelled') === 'true',
    isOrganizer: isOrganizer(item, organizer.address, mailbox),
    organizer: organizer.address === '' ? { name: '', address: mailbox } : organizer,
    attendees: [
      ...attendees(item, 'RequiredAttendees', 'required'),
      ...attendees(item, 'OptionalAttendees', 'optional'),
      ...attendees(item, 'Resources', 'resource'),
    ],
    sequence: Number(textAt(item, 'AppointmentSequenceNumber') || '0'),
    timeZone: find(item, 'StartTimeZone')?.attributes['Id'] ?? '',
    conferenceData: conferenceData(item),
  }
}

/** Appointments have no organizer to answer to; some versions say Unknown for them. @source ews.md 5.2 */
function isOrganizer(item: XmlElement, organizer: string, mailbox: string): boolean {
  const response = textAt(item, 'MyResponseType')
  if (response === 'Organizer') return true
  if (textAt(item, 'IsMeeting') !== 'true') return true
  return response === 'Unknown' && organizer.toLowerCase() === mailbox.toLowerCase()
}

function itemKind(text: string): CalendarItem['kind'] {
  return text === 'Occurrence' || text === 'Exception' || text === 'RecurringMaster' ? text : 'Single'
}

function lastEnd(item: XmlElement, end: number): number | null {
  if (find(item, 'Recurrence') === null) return end
  return parseInstant(textAt(item, 'LastOccurrence', 'End'))
}

function attendees(item: XmlElement, list: string, role: Attendee['role']): readonly Attendee[] {
  return childrenAt(item, [list], 'Attendee').map((attendee) => ({
    role,
    name: textAt(attendee, 'Mailbox', 'Name'),
    address: textAt(attendee, 'Mailbox', 'EmailAddress'),
    mailboxType: textAt(attendee, 'Mailbox', 'MailboxType'),
    response: textAt(attendee, 'ResponseType') || 'Unknown',
  }))
}

function conferenceData(item: XmlElement): string | null {
  const property = item.children.find(
    (child) =>
      child.name === 'ExtendedProperty' &&
      find(child, 'ExtendedFieldURI')?.attributes['PropertyName'] === CONFERENCE_DATA_PROPERTY,
  )
  return property === undefined ? null : textAt(property, 'Value')
}

function instantAt(item: XmlElement, name: string): number {
  return parseInstant(textAt(item, name)) ?? 0
}
