import { type XmlElement, at, childrenAt, textAt } from '../xml/element.js'
import { parseInstant } from '../time-and-chance/clock.js'

export interface Body {
  readonly type: 'HTML' | 'Text'
  readonly content: string
}

/** Whether an item stands alone, or what it is to a series. */
export type CalendarItemKind = 'Single' | 'Occurrence' | 'Exception' | 'RecurringMaster'

export interface Attendee {
  readonly mail: string
  readonly name: string
  /** `Unknown`, `Accept`, `Tentative`, `Decline`, `NoResponseReceived`, `Organizer`. */
  readonly response: string
}

/** A calendar item as a person sees it. Properties that were not asked for, or are not set, are undefined or empty. */
export interface CalendarItem {
  readonly itemId: string
  readonly changeKey: string
  readonly uid: string
  readonly kind: CalendarItemKind
  readonly subject: string
  readonly location: string
  readonly body: Body
  /** Epoch milliseconds. */
  readonly start: number
  /** Epoch milliseconds. */
  readonly end: number
  readonly organizer: string
  readonly requiredAttendees: readonly Attendee[]
  readonly optionalAttendees: readonly Attendee[]
  readonly resources: readonly Attendee[]
  readonly isCancelled: boolean
  readonly myResponse: string
  /** PublicStrings properties by name. */
  readonly extendedProperties: Readonly<Record<string, string>>
}

/** Reads a `t:CalendarItem` element. */
export function parseCalendarItem(item: XmlElement): CalendarItem {
  return {
    itemId: at(item, 'ItemId')?.attributes['Id'] ?? '',
    changeKey: at(item, 'ItemId')?.attributes['ChangeKey'] ?? '',
    uid: textAt(item, 'UID') ?? '',
    kind: (textAt(item, 'CalendarItemType') ?? 'Single') as CalendarItemKind,
    subject: textAt(item, 'Subject') ?? '',
    location: textAt(item, 'Location') ?? '',
    body: parseBody(at(item, 'Body')),
    start: parseInstant(textAt(item, 'Start') ?? ''),
    end: parseInstant(textAt(item, 'End') ?? ''),
    organizer: textAt(item, 'Organizer', 'Mailbox', 'EmailAddress') ?? '',
    requiredAttendees: parseAttendees(item, 'RequiredAttendees'),
    optionalAttendees: parseAttendees(item, 'OptionalAttendees'),
    resources: parseAttendees(item, 'Resources'),
    isCancelled: textAt(item, 'IsCancelled') === 'true',
    myResponse: textAt(item, 'MyResponseType') ?? '',
    extendedProperties: parseExtendedProperties(item),
  }
}

function parseBody(body: XmlElement | undefined): Body {
  return { type: body?.attributes['BodyType'] === 'HTML' ? 'HTML' : 'Text', content: body?.text ?? '' }
}

function parseAttendees(item: XmlElement, list: string): readonly Attendee[] {
  return childrenAt(item, list).map((attendee) => ({
    mail: textAt(attendee, 'Mailbox', 'EmailAddress') ?? '',
    name: textAt(attendee, 'Mailbox', 'Name') ?? '',
    response: textAt(attendee, 'ResponseType') ?? 'Unknown',
  }))
}

function parseExtendedProperties(item: XmlElement): Readonly<Record<string, string>> {
  const properties = item.children.filter((candidate) => candidate.name === 'ExtendedProperty')
  return Object.fromEntries(
    properties.map((property) => [
      at(property, 'ExtendedFieldURI')?.attributes['PropertyName'] ?? '',
      textAt(property, 'Value') ?? '',
    ]),
  )
}
