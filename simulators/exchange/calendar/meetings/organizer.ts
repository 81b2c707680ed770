import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, Changed, EventFields, Person, Unplaced } from '../item.js'
import { bothChanges, changedFacts, isAnything, isSignificant, NOTHING } from './changed-facts.js'
import { cancelWipedOccurrences } from './cancel.js'
import { latestSequence, withSeries } from './exceptions.js'
import { STATE } from './invitation.js'
import {
  carriedIntoExceptions,
  partiesOf,
  peopleIn,
  remembered,
  unanswered,
  withAttendeesOfExceptions,
  withInvited,
  type Parties,
} from './invited.js'
import { ownerOf } from './people.js'
import { tell, type Sending } from './tell.js'

export type { Sending } from './tell.js'

/** What is created. `sender` is who does it, where that is not the owner of the calendar. */
export interface Creation {
  readonly item: Unplaced<CalendarItem>
  readonly sending: Sending
  readonly sender?: Person | undefined
}

/** Creates an appointment, or a meeting of the calendar's owner with its requests. @source ews.md 4.5, 5.2 */
export function createAppointment(
  changes: Changes,
  at: { readonly mailbox: string; readonly folder: number },
  { item, sending, sender }: Creation,
): CalendarItem {
  const { attendees } = item.event
  const isMeeting = attendees.length > 0
  const sends = isMeeting && sending.to !== 'none'
  const people = peopleIn(attendees)
  const event: EventFields = {
    ...item.event,
    organizer: ownerOf(changes.calendar.recipients, at.mailbox) ?? item.event.organizer,
    isMeeting,
    state: isMeeting ? STATE.meeting : 0,
    requestWasSent: sends,
    attendees: sends ? withInvited(attendees, people) : attendees,
  }
  const created = changes.create<CalendarItem>(at, { ...item, event }, 'CalendarItemCreated')
  if (sends) {
    const parties = { stayed: [], fresh: people, gone: [] }
    tell(changes, { meeting: created, parties, sending, sender })
  }
  return created
}

/** An organizer's or owner's change of an item. */
export interface OwnerChange {
  readonly before: CalendarItem
  readonly after: CalendarItem
  readonly sending: Sending
  readonly sender?: Person | undefined
}

/**
 * Stores a changed item and tells its attendees. A new time counts as significant: the sequence number grows
 * and everybody has to answer again. What was not sent is told with the next sending. @source ews.md 5.2, 5.4 rows 3 and 4
 */
export function changeAppointment(
  changes: Changes,
  { before, after, sending, sender }: OwnerChange,
): CalendarItem {
  const facts = changedFacts(before.event, after.event)
  const written = asMeeting(before, withExceptionsKept(before, after, facts))
  if (!isOrganizers(written)) return changes.update(written, 'CalendarItemUpdated')

  const changed = bothChanges(before.event.unsent, facts)
  if (sending.to === 'none') return changes.update(unsent(written, changed), 'CalendarItemUpdated')
  const parties = partiesOf(before.event.attendees, written.event.attendees)
  const sent = changes.update(asSent(changes, written, { parties, changed, sending }), 'CalendarItemUpdated')
  cancelWipedOccurrences(changes, { before, after: sent, saveCopy: sending.saveCopy, sender })
  tell(changes, { meeting: sent, parties, sending, changed, sender })
  return sent
}

/** Whether the owner of the calendar called the meeting. */
export function isOrganizers({ event }: CalendarItem): boolean {
  return event.isMeeting && (event.state & STATE.received) === 0
}

export function isOrganizersMeeting(item: CalendarItem): boolean {
  return isOrganizers(item) && item.folder !== FOLDER_NUMBERS.deleteditems
}

/** Attendees make an appointment a meeting; a meeting stays one when the last of them goes. */
export function asMeeting(before: CalendarItem, item: CalendarItem): CalendarItem {
  const attendees = remembered(before.event.attendees, item.event.attendees)
  const isMeeting = item.event.isMeeting || attendees.length > 0
  const state = isMeeting ? item.event.state | STATE.meeting : item.event.state
  const { event } = item
  const isSame = attendees === event.attendees && isMeeting === event.isMeeting && state === event.state
  return isSame ? item : { ...item, event: { ...event, attendees, isMeeting, state } }
}

/** A change that nobody who was invited is told of. */
export function unsent(item: CalendarItem, changed: Changed): CalendarItem {
  const isTold = item.event.attendees.some(({ isInvited }) => isInvited === true)
  return isTold && isAnything(changed) ? { ...item, event: { ...item.event, unsent: changed } } : item
}

/** A meeting as it is when its attendees have been told. */
export function asSent(
  { now }: Changes,
  item: CalendarItem,
  {
    parties,
    changed,
    sending,
  }: { readonly parties: Parties; readonly changed: Changed; readonly sending: Sending },
): CalendarItem {
  const { event } = item
  const isToldAll = sending.to === 'all' || parties.stayed.length === 0
  const isReset = isToldAll && isSignificant(changed) && parties.stayed.length > 0
  const told = [...parties.stayed, ...parties.fresh]
  return withAttendeesOfExceptions(
    {
      ...item,
      event: {
        ...event,
        attendees: withInvited(isReset ? unanswered(event.attendees) : event.attendees, told),
        requestWasSent: event.requestWasSent || told.length > 0,
        sequence: isReset ? latestSequence(event) + 1 : event.sequence,
        stamp: now,
        unsent: isToldAll ? NOTHING : changed,
      },
    },
    (attendees) => withInvited(attendees, told),
  )
}

/**
 * A series loses its exceptions with a new time, and what was deleted too with a new recurrence.
 * @source ews.md 4.6; the new time is @inferred
 */
function withExceptionsKept(before: CalendarItem, after: CalendarItem, changed: Changed): CalendarItem {
  const was = before.event.series
  if (was === undefined || changed.recurrence === true) return after
  const exceptions = changed.start || changed.end ? [] : was.exceptions
  const kept = withSeries(after, (series) => ({ ...series, exceptions, deleted: was.deleted }))
  return carriedIntoExceptions(before, kept)
}
