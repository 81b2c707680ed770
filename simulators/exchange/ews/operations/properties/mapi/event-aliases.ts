import { instant } from '../../../../../core/index.js'
import { globalObjectId, uidOf } from '../../../../calendar/ids/global-object-id.js'
import { STATE } from '../../../../calendar/meetings/invitation.js'
import type { EventItem } from '../../../../calendar/item.js'
import { withEvent, withoutEventField } from '../setters.js'
import type { ItemView } from '../view.js'
import { eventTag, named, type MapiAlias } from './alias.js'
import { BUSY_STATUSES, isTrue, numberOf, RESPONSES, timeOf, timeText, wordOf } from './values.js'

const MINUTE_MS = 60_000

/**
 * MAPI properties of appointments and meetings. What has `worksOut` follows from others, whatever a client writes.
 * @source MS-OXPROPS 2, MS-OXOCAL 2.2.1; @observed DavMail writes the state and the response status
 */
export const EVENT_ALIASES: readonly MapiAlias[] = [
  eventTag([0x0060, 'SystemTime'], startText, setStart),
  eventTag([0x0061, 'SystemTime'], endText, setEnd),
  named(['Appointment', 0x820d, 'SystemTime'], startText, setStart),
  named(['Appointment', 0x820e, 'SystemTime'], endText, setEnd),
  named(['Common', 0x8516, 'SystemTime'], startText, worksOut),
  named(['Common', 0x8517, 'SystemTime'], endText, worksOut),
  named(['Common', 0x8502, 'SystemTime'], startText, worksOut),
  named(
    ['Common', 0x8560, 'SystemTime'],
    ({ item }) =>
      item.reminderIsSet ? timeText(instant(item.event.start - item.reminderMinutes * MINUTE_MS)) : undefined,
    worksOut,
  ),
  named(
    ['Appointment', 0x8213, 'Integer'],
    ({ item: { event } }) => Math.round((event.end - event.start) / MINUTE_MS),
    worksOut,
  ),
  named(
    ['Appointment', 0x8205, 'Integer'],
    ({ item }) => numberOf(BUSY_STATUSES, item.event.freeBusy),
    (item, value) => withEvent(item, { freeBusy: wordOf(BUSY_STATUSES, value) }),
  ),
  named(
    ['Appointment', 0x8224, 'Integer'],
    ({ item }) => numberOf(BUSY_STATUSES, item.event.intendedFreeBusy),
    (item, value) => withEvent(item, { intendedFreeBusy: wordOf(BUSY_STATUSES, value) }),
  ),
  named(
    ['Appointment', 0x8208, 'String'],
    ({ item }) => item.event.location,
    (item, value) => withoutEventField('locationDetails')(withEvent(item, { location: value })),
  ),
  named(
    ['Appointment', 0x8215, 'Boolean'],
    ({ item }) => item.event.isAllDayEvent,
    (item, value) => withEvent(item, { isAllDayEvent: isTrue(value) }),
  ),
  named(
    ['Appointment', 0x8217, 'Integer'],
    ({ item }) => item.event.state,
    (item, value) => withEvent(item, { state: Number(value) }),
  ),
  named(
    ['Appointment', 0x8218, 'Integer'],
    ({ item }) => numberOf(RESPONSES, item.event.myResponse),
    (item, value) => withEvent(item, { myResponse: wordOf(RESPONSES, value) }),
  ),
  named(
    ['Appointment', 0x8220, 'SystemTime'],
    ({ item }) => timeText(item.event.repliedAt),
    (item, value) => withEvent(item, { repliedAt: timeOf(value) }),
  ),
  named(
    ['Appointment', 0x8201, 'Integer'],
    ({ item }) => item.event.sequence,
    (item, value) => withEvent(item, { sequence: Number(value) }),
  ),
  named(['Appointment', 0x8229, 'Boolean'], ({ item }) => item.event.requestWasSent),
  named(['Appointment', 0x8257, 'Boolean'], ({ item }) =>
    item.kind === 'MeetingResponse' ? item.meeting.proposed !== undefined : undefined,
  ),
  named(
    ['Appointment', 0x825a, 'Boolean'],
    ({ item }) => !item.event.allowNewTimeProposal,
    (item, value) => withEvent(item, { allowNewTimeProposal: !isTrue(value) }),
  ),
  text(0x8209, 'meetingWorkspaceUrl'),
  text(0x8248, 'netShowUrl'),
  named(['Appointment', 0x8238, 'String'], ({ item }) => names(item)),
  named(['Appointment', 0x823b, 'String'], ({ item }) => names(item, 'Required')),
  named(['Appointment', 0x823c, 'String'], ({ item }) => names(item, 'Optional')),
  named(['Meeting', 0x02, 'String'], ({ item }) => item.event.location),
  named(['Meeting', 0x03, 'Binary'], (view) => objectId(view, true), setUid),
  named(['Meeting', 0x23, 'Binary'], (view) => objectId(view, false), setUid),
  named(['CalendarAssistant', 0x15, 'Integer'], ({ item }) => clientIntent(item)),
]

/** The calendar keeps these right by itself. @inferred */
function worksOut(item: EventItem): EventItem {
  return item
}

function startText({ item }: ItemView<EventItem>): string | undefined {
  return timeText(item.event.start)
}

function endText({ item }: ItemView<EventItem>): string | undefined {
  return timeText(item.event.end)
}

function setStart(item: EventItem, value: string): EventItem {
  return withEvent(item, { start: timeOf(value) })
}

function setEnd(item: EventItem, value: string): EventItem {
  return withEvent(item, { end: timeOf(value) })
}

/** An empty text is as good as none. */
function text(id: number, field: 'meetingWorkspaceUrl' | 'netShowUrl'): MapiAlias {
  return named(
    ['Appointment', id, 'String'],
    ({ item }) => item.event[field],
    (item, value) => withEvent(item, { [field]: value }),
  )
}

function names({ event }: EventItem, role?: 'Required' | 'Optional'): string {
  const people = event.attendees.filter((attendee) => role === undefined || attendee.role === role)
  return people.map(({ person }) => person.name).join('; ')
}

/** With `isExact` it names the occurrence, otherwise the series. @source ews.md 2.3 */
function objectId({ item, occurrence }: ItemView<EventItem>, isExact: boolean): string {
  const date = isExact ? occurrence?.date : undefined
  return globalObjectId(item.event.uid, date).toString('base64')
}

function setUid(item: EventItem, value: string): EventItem {
  const uid = uidOf(Buffer.from(value, 'base64'))
  return uid === undefined ? item : withEvent(item, { uid })
}

/** What the user has done with a meeting of somebody else. @source MS-OXOCAL 2.2.2.4 */
const INTENTS: Readonly<Record<string, number>> = { Tentative: 0x10, Accept: 0x20, Decline: 0x40 }

function clientIntent({ event }: EventItem): number | undefined {
  return (event.state & STATE.received) === 0 ? undefined : INTENTS[event.myResponse]
}
