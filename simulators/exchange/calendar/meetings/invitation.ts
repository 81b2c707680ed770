import type { Calendar } from '../calendar.js'
import { isPublicString } from '../extended-properties.js'
import type { CalendarItem, EventFields, Exception, ItemFields } from '../item.js'

/** Bits of `EventFields.state`. @source ews.md 5.2 */
export const STATE = { meeting: 1, received: 2, cancelled: 4 } as const

/** What a request tells an attendee about a meeting: the fields that an update overwrites in his copy. */
export interface Invitation {
  readonly fields: Pick<ItemFields, 'subject' | 'body' | 'sensitivity' | 'importance' | 'extended'>
  readonly event: EventFields
}

/** The organizer's meeting as attendees get it. `properties` says whether PublicStrings travel with it. */
export function invitationTo(meeting: CalendarItem, properties: boolean): Invitation {
  const { subject, body, sensitivity, importance, event } = meeting
  const { series } = event
  return {
    fields: {
      subject,
      body,
      sensitivity,
      importance,
      extended: properties ? publicStrings(meeting.extended) : {},
    },
    event: {
      ...event,
      attendees: event.attendees
        .filter(({ role }) => role !== 'Resource')
        .map(({ role, person }) => ({ role, person, response: 'Unknown' })),
      intendedFreeBusy: event.freeBusy,
      freeBusy: 'Tentative',
      myResponse: 'NoResponseReceived',
      requestWasSent: false,
      state: STATE.meeting | STATE.received,
      ...(series === undefined
        ? {}
        : {
            series: { ...series, exceptions: series.exceptions.map((one) => exceptionTo(one, properties)) },
          }),
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

function exceptionTo(exception: Exception, properties: boolean): Exception {
  const { extended, ...fields } = exception.fields
  if (extended === undefined || !properties) return { ...exception, fields }
  return { ...exception, fields: { ...fields, extended: publicStrings(extended) } }
}
