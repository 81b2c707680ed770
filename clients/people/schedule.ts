import type { CalendarFields } from '../ews/calendar-fields.js'
import type { Body } from '../ews/calendar-item.js'

/** What a person types into the form for a new meeting. Times are epoch milliseconds. */
export interface Schedule {
  readonly subject: string
  readonly start: number
  readonly end: number
  readonly location?: string
  /** A plain string is a text body. */
  readonly body?: string | Body
  readonly invitees?: readonly string[]
  readonly optionalInvitees?: readonly string[]
  readonly rooms?: readonly string[]
  /** PublicStrings properties, as an add-in of Outlook sets them. */
  readonly extendedProperties?: Readonly<Record<string, string>>
}

/** A meeting that is in the organizer's calendar. */
export interface Scheduled {
  readonly itemId: string
  readonly uid: string
  readonly subject: string
}

/** The form as properties of a calendar item; what the form leaves empty is left out. */
export function toFields(form: Partial<Schedule>): CalendarFields {
  return {
    ...(form.subject === undefined ? {} : { subject: form.subject }),
    ...(form.body === undefined ? {} : { body: toBody(form.body) }),
    ...(form.start === undefined ? {} : { start: form.start }),
    ...(form.end === undefined ? {} : { end: form.end }),
    ...(form.location === undefined ? {} : { location: form.location }),
    ...(form.invitees === undefined ? {} : { requiredAttendees: form.invitees }),
    ...(form.optionalInvitees === undefined ? {} : { optionalAttendees: form.optionalInvitees }),
    ...(form.rooms === undefined ? {} : { resources: form.rooms }),
    ...(form.extendedProperties === undefined ? {} : { extendedProperties: form.extendedProperties }),
  }
}

function toBody(body: string | Body): Body {
  return typeof body === 'string' ? { type: 'Text', content: body } : body
}
