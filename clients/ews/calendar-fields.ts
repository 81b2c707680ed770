import { formatInstant } from '../time-and-chance/clock.js'
import { element, escapeXml, textElement } from '../xml/write.js'
import type { Body } from './calendar-item.js'
import { publicString } from './property-paths.js'

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
}

/** One property as XML, with the path that names it in an update. */
export interface RenderedField {
  readonly path: string
  readonly xml: string
}

/** Renders the given properties in schema order, each with its path. @source ews.md 4.5 for the order */
export function renderFields(fields: CalendarFields): readonly RenderedField[] {
  const uri = (name: string): string => element('t:FieldURI', { FieldURI: name })
  const rows: readonly (readonly [string, string])[] = [
    [uri('item:Subject'), textElement('t:Subject', fields.subject)],
    [uri('item:Body'), renderBody(fields.body)],
    ...Object.entries(fields.extendedProperties ?? {}).map(renderProperty),
    [uri('calendar:Start'), textElement('t:Start', instant(fields.start))],
    [uri('calendar:End'), textElement('t:End', instant(fields.end))],
    [uri('calendar:Location'), textElement('t:Location', fields.location)],
    [uri('calendar:RequiredAttendees'), renderAttendees('t:RequiredAttendees', fields.requiredAttendees)],
    [uri('calendar:OptionalAttendees'), renderAttendees('t:OptionalAttendees', fields.optionalAttendees)],
    [uri('calendar:Resources'), renderAttendees('t:Resources', fields.resources)],
  ]
  return rows.filter(([, xml]) => xml !== '').map(([path, xml]) => ({ path, xml }))
}

function renderBody(body: Body | undefined): string {
  return body === undefined ? '' : element('t:Body', { BodyType: body.type }, escapeXml(body.content))
}

function renderProperty([name, value]: readonly [string, string]): readonly [string, string] {
  const path = publicString(name)
  return [path, element('t:ExtendedProperty', {}, path, textElement('t:Value', value))]
}

function renderAttendees(list: string, mails: readonly string[] | undefined): string {
  if (mails === undefined || mails.length === 0) return ''
  const attendees = mails.map((mail) =>
    element('t:Attendee', {}, element('t:Mailbox', {}, textElement('t:EmailAddress', mail))),
  )
  return element(list, {}, ...attendees)
}

function instant(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : formatInstant(epochMs)
}
