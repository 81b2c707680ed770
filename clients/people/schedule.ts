import { ClientError } from '../client-error.js'
import type { CalendarFields } from '../ews/calendar-fields.js'
import type { Body } from '../ews/calendar-item.js'
import { type Moment, readMoment } from '../time-and-chance/clock.js'

/** Someone or something to invite: a mail address, or a person. */
export type Invitee = string | { readonly mail: string }

/** What a person types into the form for a new meeting. */
export interface Schedule {
  readonly subject: string
  /** Epoch milliseconds, a Date, or ISO 8601 (without a zone: UTC). Default: the next full hour. */
  readonly start?: Moment
  /** Like `start`. Default: half an hour after the start; a meeting that is moved keeps its length. */
  readonly end?: Moment
  readonly location?: string
  /** A plain string is a text body. */
  readonly body?: string | Body
  readonly invitees?: readonly Invitee[]
  readonly optionalInvitees?: readonly Invitee[]
  readonly rooms?: readonly Invitee[]
  /** PublicStrings properties, as an add-in of Outlook sets them. */
  readonly extendedProperties?: Readonly<Record<string, string>>
  /** Makes a series of it: that many times in all, on days and at the time of UTC. */
  readonly repeats?: { readonly every: 'day' | 'week'; readonly times: number }
}

/** A meeting that is in the organizer's calendar; of a series, the whole of it. */
export interface Scheduled {
  readonly itemId: string
  readonly uid: string
  readonly subject: string
}

/** What the form says about time, as epoch milliseconds; what it leaves open is undefined. */
export interface FormTimes {
  readonly start?: number | undefined
  readonly end?: number | undefined
}

/** Throws CLIENT_TIME when a time of the form is none. */
export function timesOf({ start, end }: Partial<Schedule>): FormTimes {
  return { start: readTime('start', start), end: readTime('end', end) }
}

/** The form as properties of a calendar item; what the form leaves empty is left out. */
export function toFields(form: Partial<Schedule>, { start, end }: FormTimes): CalendarFields {
  return {
    ...(form.subject === undefined ? {} : { subject: form.subject }),
    ...(form.body === undefined ? {} : { body: toBody(form.body) }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(form.location === undefined ? {} : { location: form.location }),
    ...(form.invitees === undefined ? {} : { requiredAttendees: form.invitees.map(mailOf) }),
    ...(form.optionalInvitees === undefined ? {} : { optionalAttendees: form.optionalInvitees.map(mailOf) }),
    ...(form.rooms === undefined ? {} : { resources: form.rooms.map(mailOf) }),
    ...(form.extendedProperties === undefined ? {} : { extendedProperties: form.extendedProperties }),
    ...(form.repeats === undefined || start === undefined ? {} : { recurrence: { ...form.repeats, start } }),
  }
}

export function mailOf(invitee: Invitee): string {
  return typeof invitee === 'string' ? invitee : invitee.mail
}

function readTime(name: 'start' | 'end', moment: Moment | undefined): number | undefined {
  if (moment === undefined) return undefined
  const epochMs = readMoment(moment)
  if (Number.isFinite(epochMs)) return epochMs
  throw new ClientError(
    'CLIENT_TIME',
    `The ${name} "${String(moment)}" is no time. Give epoch milliseconds, a Date or ISO 8601, 2026-03-02T09:00:00Z.`,
  )
}

function toBody(body: string | Body): Body {
  return typeof body === 'string' ? { type: 'Text', content: body } : body
}
