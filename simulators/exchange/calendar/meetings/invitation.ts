import type { Calendar } from '../calendar.js'
import { isPublicString } from '../extended-properties.js'
import type { Attendee, CalendarItem, EventFields, Exception, ItemFields, Series } from '../item.js'

/** Bits of `EventFields.state`. @source ews.md 5.2 */
export const STATE = { meeting: 1, received: 2, cancelled: 4 } as const

/** The fields of a meeting that an update overwrites in the copies of attendees. */
export type ToldFields = Pick<
  ItemFields,
  'subject' | 'body' | 'sensitivity' | 'importance' | 'attachments' | 'extended'
>

/** What a request tells an attendee about a meeting. */
export interface Invitation {
  readonly fields: ToldFields
  readonly event: EventFields
}

/** To whom a meeting is told, and how much of it. */
export interface Telling {
  /** Whether PublicStrings travel with it. */
  readonly properties: boolean
  /** Whether an exception is for who reads this; the others look deleted to him. */
  readonly isFor?: (exception: Exception) => boolean
}

/** The organizer's meeting as attendees get it. */
export function invitationTo(meeting: CalendarItem, { properties, isFor }: Telling): Invitation {
  const { series, unsent: _own, ...event } = meeting.event
  return {
    fields: toldFields(meeting, properties),
    event: {
      ...event,
      attendees: asAttendeesSee(event.attendees),
      intendedFreeBusy: event.freeBusy,
      freeBusy: 'Tentative',
      myResponse: 'NoResponseReceived',
      requestWasSent: false,
      state: STATE.meeting | STATE.received,
      ...(series === undefined
        ? {}
        : { series: toldSeries(series, { properties, isFor: isFor ?? (() => true) }) }),
    },
  }
}

/** Whether PublicStrings travel with the first request, and with an update of it. @source hybrid-calendar.md HC-178 */
export function propertiesTravel(calendar: Calendar, isUpdate: boolean): boolean {
  return isUpdate ? calendar.namedProperties === 'onUpdate' : calendar.namedProperties !== 'never'
}

export function publicStrings(extended: ItemFields['extended']): ItemFields['extended'] {
  return Object.fromEntries(Object.entries(extended).filter(([name]) => isPublicString(name)))
}

export function toldFields(item: ItemFields, properties: boolean): ToldFields {
  const { subject, body, sensitivity, importance, attachments, extended } = item
  return {
    subject,
    body,
    sensitivity,
    importance,
    attachments,
    extended: properties ? publicStrings(extended) : {},
  }
}

/** Attendees see neither the resources nor who has answered what. @source ews.md 5.1 */
function asAttendeesSee(attendees: readonly Attendee[]): readonly Attendee[] {
  return attendees
    .filter(({ role }) => role !== 'Resource')
    .map(({ role, person }) => ({ role, person, response: 'Unknown' }))
}

function toldSeries(series: Series, { properties, isFor }: Required<Telling>): Series {
  const hidden = series.exceptions.filter((exception) => !isFor(exception)).map(({ date }) => date)
  return {
    ...series,
    exceptions: series.exceptions.filter(isFor).map((one) => toldException(one, properties)),
    deleted: [...series.deleted, ...hidden],
  }
}

/** Of an exception the organizer's own part stays with him: tracking, reminder, categories. */
function toldException({ date, fields, event }: Exception, properties: boolean): Exception {
  const {
    attendees,
    freeBusy,
    unsent: _u,
    myResponse: _m,
    requestWasSent: _r,
    repliedAt: _a,
    ...facts
  } = event
  const { subject, body, sensitivity, importance, attachments, extended } = fields
  const told = { subject, body, sensitivity, importance, attachments }
  return {
    date,
    fields: {
      ...present(told),
      ...(extended === undefined || !properties ? {} : { extended: publicStrings(extended) }),
    },
    event: {
      ...facts,
      ...(attendees === undefined ? {} : { attendees: asAttendeesSee(attendees) }),
      ...(freeBusy === undefined ? {} : { intendedFreeBusy: freeBusy }),
    },
  }
}

function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
