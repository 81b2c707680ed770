import type { EventFields, EventItem } from '../../../calendar/item.js'
import { STATE } from '../../../calendar/meetings/invitation.js'
import type { EwsValue } from '../../tree.js'
import { asText } from '../request-parts.js'
import { attendeesElement, nameOnly, organizerElement } from './people-elements.js'
import {
  CALENDAR_ITEM,
  eventProperty,
  REQUEST,
  WITH_TIMES,
  type Property,
  type PropertyOptions,
} from './property.js'
import { SERIES_PROPERTIES } from './series-properties.js'
import {
  appendAttendees,
  clearAttendees,
  inEvent,
  readTime,
  setAttendees,
  withEvent,
  withoutEventField,
} from './setters.js'
import { TIME_ZONE_PROPERTIES } from './time-zones.js'
import { renderTime, type ItemView } from './view.js'

/** The facts of an appointment or meeting. @source ews.md 5.1, 5.2 */
export const CALENDAR_PROPERTIES: readonly Property[] = [
  eventProperty('calendar:UID', (view) => view.item.event.uid, {
    set: (item, value) => (asText(value) === '' ? item : withEvent(item, { uid: asText(value) })),
  }),
  eventProperty('calendar:DateTimeStamp', ({ item, reading }) => renderTime(reading, item.event.stamp)),
  eventProperty('calendar:Start', ({ item, reading }) => renderTime(reading, item.event.start), {
    shape: 'Default',
    set: (item, value, writing) => withEvent(item, { start: readTime(value, writing.startZone, writing) }),
  }),
  eventProperty('calendar:End', ({ item, reading }) => renderTime(reading, item.event.end), {
    shape: 'Default',
    set: (item, value, writing) => withEvent(item, { end: readTime(value, writing.endZone, writing) }),
  }),
  event('calendar:IsAllDayEvent', 'isAllDayEvent', { kinds: WITH_TIMES, set: inEvent('isAllDayEvent') }),
  event('calendar:LegacyFreeBusyStatus', 'freeBusy', {
    shape: 'Default',
    kinds: WITH_TIMES,
    set: inEvent('freeBusy'),
  }),
  eventProperty('calendar:When', ({ item }) => (has(item, STATE.received) ? undefined : item.event.when), {
    kinds: WITH_TIMES,
    set: inEvent('when'),
    clear: withoutEventField('when'),
  }),
  event('calendar:IsMeeting', 'isMeeting', { kinds: WITH_TIMES }),
  eventProperty('calendar:IsCancelled', ({ item }) => has(item, STATE.cancelled), { kinds: WITH_TIMES }),
  event('calendar:MeetingRequestWasSent', 'requestWasSent', { kinds: WITH_TIMES }),
  event('calendar:IsResponseRequested', 'isResponseRequested', {
    kinds: CALENDAR_ITEM,
    set: inEvent('isResponseRequested'),
  }),
  event('calendar:MyResponseType', 'myResponse', { kinds: WITH_TIMES }),
  eventProperty('calendar:Organizer', organizerElement, {
    shape: 'Default',
    kinds: WITH_TIMES,
    inList: nameOnly,
  }),
  attendees('calendar:RequiredAttendees', 'Required'),
  attendees('calendar:OptionalAttendees', 'Optional'),
  attendees('calendar:Resources', 'Resource'),
  eventProperty('calendar:Duration', ({ item }) => renderDuration(item.event.end - item.event.start), {
    kinds: WITH_TIMES,
  }),
  eventProperty('calendar:AppointmentReplyTime', replyTime, { kinds: WITH_TIMES }),
  event('calendar:AppointmentSequenceNumber', 'sequence', { kinds: WITH_TIMES }),
  event('calendar:AppointmentState', 'state', { kinds: WITH_TIMES }),
  ...SERIES_PROPERTIES,
  ...TIME_ZONE_PROPERTIES,
  event('calendar:AllowNewTimeProposal', 'allowNewTimeProposal', {
    kinds: WITH_TIMES,
    set: inEvent('allowNewTimeProposal'),
  }),
  event('meetingRequest:IntendedFreeBusyStatus', 'intendedFreeBusy', { kinds: CALENDAR_ITEM, since: 2013 }),
  event('meetingRequest:IntendedFreeBusyStatus', 'intendedFreeBusy', { kinds: REQUEST }),
  eventProperty('calendar:DoNotForwardMeeting', isNotForwarded, {
    kinds: CALENDAR_ITEM,
    shape: 'asked',
    since: 2016,
    set: inEvent('doNotForward'),
  }),
  eventProperty('meeting:DoNotForwardMeeting', isNotForwarded, {
    kinds: ['MeetingRequest', 'MeetingCancellation'],
    shape: 'asked',
    since: 2016,
  }),
  eventProperty('calendar:IsOrganizer', ({ item }) => !has(item, STATE.received), { since: 2013 }),
]

/** A property that is a field of the event as it is. */
function event(uri: string, field: keyof EventFields, options: PropertyOptions<EventItem>): Property {
  return eventProperty(uri, ({ item }) => item.event[field] as EwsValue, options)
}

function attendees(uri: string, role: 'Required' | 'Optional' | 'Resource'): Property {
  return eventProperty(uri, (view) => attendeesElement(view, role), {
    kinds: WITH_TIMES,
    listed: false,
    set: setAttendees(role),
    clear: clearAttendees(role),
    append: appendAttendees(role),
  })
}

function has({ event: { state } }: EventItem, bit: number): boolean {
  return (state & bit) !== 0
}

function isNotForwarded({ item }: ItemView<EventItem>): boolean {
  return item.event.doNotForward === true
}

function replyTime({ item, reading }: ItemView<EventItem>): EwsValue {
  return item.event.repliedAt === undefined ? undefined : renderTime(reading, item.event.repliedAt)
}

/** `PT1H30M`; whole days as `P1D`. */
function renderDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const time = `${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`
  if (days > 0) return `P${days}D${time === '' ? '' : `T${time}`}`
  return time === '' ? 'PT0S' : `PT${time}`
}
