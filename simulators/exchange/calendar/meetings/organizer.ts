import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, EventFields, Person, Unplaced } from '../item.js'
import { sendCancellations } from './cancellations.js'
import { STATE } from './invitation.js'
import { isSamePerson } from './people.js'
import { sendRequests } from './requests.js'

/** Who is told of a change, and whether the sender keeps what was sent. @source ews.md 4.5, 4.6 */
export interface Sending {
  readonly to: 'none' | 'all' | 'changed'
  readonly saveCopy: boolean
}

/** Creates an appointment, or a meeting with its requests. @source ews.md 4.5, 5.2 */
export function createAppointment(
  changes: Changes,
  at: { readonly mailbox: string; readonly folder: number },
  { item, sending }: { readonly item: Unplaced<CalendarItem>; readonly sending: Sending },
): CalendarItem {
  const isMeeting = item.event.attendees.length > 0
  const event: EventFields = {
    ...item.event,
    isMeeting,
    state: isMeeting ? STATE.meeting : 0,
    requestWasSent: isMeeting && sending.to !== 'none',
  }
  const created = changes.create<CalendarItem>(at, { ...item, event }, 'CalendarItemCreated')
  if (event.requestWasSent) {
    const to = peopleOf(created)
    sendRequests(changes, { meeting: created, type: 'NewMeetingRequest', to, saveCopy: sending.saveCopy })
  }
  return created
}

/** An organizer's or owner's change of an item; `occurrence` when it is of one occurrence of a series. */
export interface OwnerChange {
  readonly before: CalendarItem
  readonly after: CalendarItem
  readonly sending: Sending
  readonly occurrence?: { readonly before: EventFields; readonly after: EventFields }
}

/**
 * Stores a changed item and tells its attendees. A new time counts as significant: the sequence number grows
 * and everybody has to answer again. @source ews.md 5.2, 5.4 rows 3 and 4
 */
export function changeAppointment(
  changes: Changes,
  { before, after, sending, occurrence }: OwnerChange,
): CalendarItem {
  const isOrganizer = (after.event.state & STATE.received) === 0
  const invited = peopleOf(after)
  const sends = isOrganizer && sending.to !== 'none' && (invited.length > 0 || before.event.isMeeting)
  if (!sends) return changes.update(withMeetingState(after), 'CalendarItemUpdated')

  const compared = occurrence ?? { before: before.event, after: after.event }
  const changed = changedFacts(compared.before, compared.after)
  const isSignificant = changed.start || changed.end || recurrenceChanged(before, after)
  const sent = changes.update(asSent(after, isSignificant), 'CalendarItemUpdated')

  const added = invited.filter((person) => !includes(peopleOf(before), person))
  const stayed = invited.filter((person) => includes(peopleOf(before), person))
  const removed = peopleOf(before).filter((person) => !includes(invited, person))
  const wasSent = before.event.requestWasSent
  const { saveCopy } = sending
  if (removed.length > 0) sendCancellations(changes, { meeting: sent, to: removed, saveCopy })
  const fresh = wasSent ? added : invited
  if (fresh.length > 0)
    sendRequests(changes, { meeting: sent, type: 'NewMeetingRequest', to: fresh, saveCopy })
  if (wasSent && sending.to === 'all' && stayed.length > 0) {
    const type = isSignificant ? 'FullUpdate' : 'InformationalUpdate'
    const shown = occurrence === undefined ? {} : { occurrence: occurrence.after }
    sendRequests(changes, { meeting: sent, type, to: stayed, saveCopy, changed, ...shown })
  }
  return sent
}

/** Cancels an organizer's meeting for its attendees and marks his own copy. @source ews.md 5.2, 5.4 row 7 */
export function cancelMeeting(changes: Changes, meeting: CalendarItem, saveCopy: boolean): CalendarItem {
  const { event } = meeting
  const cancelled = changes.update<CalendarItem>(
    {
      ...meeting,
      event: {
        ...event,
        state: event.state | STATE.cancelled,
        freeBusy: 'Free',
        sequence: event.sequence + 1,
      },
    },
    'CalendarItemUpdated',
  )
  sendCancellations(changes, { meeting: cancelled, to: peopleOf(cancelled), saveCopy })
  return cancelled
}

export function isOrganizersMeeting({ event, folder }: CalendarItem): boolean {
  return event.isMeeting && (event.state & STATE.received) === 0 && folder !== FOLDER_NUMBERS.deleteditems
}

export function peopleOf({ event }: CalendarItem): readonly Person[] {
  return event.attendees.map(({ person }) => person)
}

function asSent(item: CalendarItem, isSignificant: boolean): CalendarItem {
  const { event } = withMeetingState(item)
  if (!event.isMeeting) return { ...item, event }
  if (!isSignificant) return { ...item, event: { ...event, requestWasSent: true } }
  const attendees = event.attendees.map(({ role, person }) => ({
    role,
    person,
    response: 'Unknown' as const,
  }))
  return { ...item, event: { ...event, attendees, requestWasSent: true, sequence: event.sequence + 1 } }
}

/** Attendees make an appointment a meeting; a meeting stays one when the last of them goes. */
function withMeetingState(item: CalendarItem): CalendarItem {
  const isMeeting = item.event.isMeeting || item.event.attendees.length > 0
  const state = isMeeting ? item.event.state | STATE.meeting : item.event.state
  return { ...item, event: { ...item.event, isMeeting, state } }
}

function changedFacts(before: EventFields, after: EventFields) {
  return {
    start: before.start !== after.start,
    end: before.end !== after.end,
    location: before.location !== after.location,
  }
}

function recurrenceChanged(before: CalendarItem, after: CalendarItem): boolean {
  return before.event.series?.recurrence !== after.event.series?.recurrence
}

function includes(people: readonly Person[], wanted: Person): boolean {
  return people.some((person) => isSamePerson(person, wanted))
}
