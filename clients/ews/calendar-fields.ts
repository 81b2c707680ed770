import { formatInstant } from '../time-and-chance/clock.js'
import { element, escapeXml, textElement } from '../xml/write.js'
import type { Body } from './calendar-item.js'
import { publicString } from './property-paths.js'
import { type Recurrence, renderRecurrence } from './recurrence.js'

/** The properties of a meeting that a person sets. Times are epoch milliseconds. */
export interface CalendarFields {
  readonly subject?: string
  readonly body?: Body
  readonly start?: number
  readonly end?: number
  readonly location?: string
  readonly requiredAttendees?: readonly string[]
  readonly optionalAttendees?: readonly string[]
  readonly resources?: readonly string[]
  /** PublicStrings properties by name. */
  readonly extendedProperties?: Readonly<Record<string, string>>
  /** What makes the meeting a series. */
  readonly recurrence?: Recurrence
}

/** One property as XML, with the path that names it in an update. The XML of a list without members is empty. */
export interface RenderedField {
  readonly path: string
  readonly xml: string
}

/** Renders the given properties in schema order, each with its path. @source ews.md 4.5 for the order */
export function renderFields(fields: CalendarFields): readonly RenderedField[] {
  const uri = (name: string): string => element('t:FieldURI', { FieldURI: name })
  const rows: readonly (readonly [string, string | undefined])[] = [
    [uri('item:Subject'), text('t:Subject', fields.subject)],
    [uri('item:Body'), renderBody(fields.body)],
    ...Object.entries(fields.extendedProperties ?? {}).map(renderProperty),
    [uri('calendar:Start'), text('t:Start', instant(fields.start))],
    [uri('calendar:End'), text('t:End', instant(fields.end))],
    [uri('calendar:Location'), text('t:Location', fields.location)],
    [uri('calendar:RequiredAttendees'), renderAttendees('t:RequiredAttendees', fields.requiredAttendees)],
    [uri('calendar:OptionalAttendees'), renderAttendees('t:OptionalAttendees', fields.optionalAttendees)],
    [uri('calendar:Resources'), renderAttendees('t:Resources', fields.resources)],
    [uri('calendar:Recurrence'), fields.recurrence && renderRecurrence(fields.recurrence)],
    [uri('calendar:StartTimeZone'), fields.recurrence && element('t:StartTimeZone', { Id: 'UTC' })],
  ]
  return rows.flatMap(([path, xml]) => (xml === undefined ? [] : [{ path, xml }]))
}

function text(name: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : textElement(name, value)
}

function renderBody(body: Body | undefined): string | undefined {
  return body && element('t:Body', { BodyType: body.type }, escapeXml(body.content))
}

function renderProperty([name, value]: readonly [string, string]): readonly [string, string] {
  const path = publicString(name)
  return [path, element('t:ExtendedProperty', {}, path, textElement('t:Value', value))]
}

function renderAttendees(list: string, mails: readonly string[] | undefined): string | undefined {
  if (mails === undefined) return undefined
  const attendees = mails.map((mail) =>
    element('t:Attendee', {}, element('t:Mailbox', {}, textElement('t:EmailAddress', mail))),
  )
  return attendees.length === 0 ? '' : element(list, {}, ...attendees)
}

function instant(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : formatInstant(epochMs)
}
