import type { Changes } from '../changes.js'
import type { CalendarItem, MeetingMessage, Person } from '../item.js'
import type { Occurrence } from '../recurrence/occurrences.js'
import { sendCancellations } from './cancellations.js'
import { latestSequence, singleOf, slotOn, withoutDate } from './exceptions.js'
import { STATE } from './invitation.js'
import { peopleIn } from './invited.js'
import { destinationsBeyond, destinationsOf } from './people.js'

/** How a meeting is cancelled. */
export interface Cancelling {
  readonly saveCopy: boolean
  /** Who does it, where that is not the organizer. */
  readonly sender?: Person | undefined
}

/** A meeting that was cancelled, and the copy of the message that says so. */
export interface Cancelled {
  readonly meeting: CalendarItem
  readonly message: MeetingMessage | undefined
}

/** Cancels an organizer's meeting for its attendees and marks his own copy. @source ews.md 5.2, 5.4 row 7 */
export function cancelMeeting(changes: Changes, meeting: CalendarItem, how: Cancelling): Cancelled {
  const { event } = meeting
  const cancelled = changes.update<CalendarItem>(
    {
      ...meeting,
      event: {
        ...event,
        state: event.state | STATE.cancelled,
        freeBusy: 'Free',
        sequence: latestSequence(event) + 1,
        stamp: changes.now,
      },
    },
    'CalendarItemUpdated',
  )
  const { series: _gone, ...single } = event
  cancelWipedOccurrences(changes, { before: meeting, after: { ...cancelled, event: single }, ...how })
  return { meeting: cancelled, message: cancelFor(changes, cancelled, how) }
}

/** One occurrence that is cancelled, and what there is to say about it. */
export interface CancelledOccurrence {
  readonly master: CalendarItem
  readonly occurrence: Occurrence
  readonly body?: CalendarItem['body'] | undefined
}

/** Cancels one occurrence of an organizer's series: it leaves the series. @source ews.md 4.7 */
export function cancelOccurrence(
  changes: Changes,
  { master, occurrence, body }: CancelledOccurrence,
  how: Cancelling,
): Cancelled {
  const meeting = changes.update(withoutDate(master, occurrence.date), 'CalendarItemUpdated')
  return {
    meeting,
    message: cancelFor(changes, cancelledOccurrence(changes, master, { occurrence, body }), how),
  }
}

/** Who was invited only to occurrences whose exceptions are gone is told that they do not take place. */
export function cancelWipedOccurrences(
  changes: Changes,
  { before, after, ...how }: Cancelling & { readonly before: CalendarItem; readonly after: CalendarItem },
): void {
  const { zones, recipients } = changes.calendar
  const kept = new Set(after.event.series?.exceptions.map(({ date }) => date))
  for (const { date, event } of before.event.series?.exceptions ?? []) {
    const slot = slotOn(zones, before.event, date)
    if (event.attendees === undefined || kept.has(date) || slot?.kind !== 'occurrence') continue
    const invited = peopleIn(event.attendees.filter(({ isInvited }) => isInvited === true))
    sendCancellations(changes, {
      ...how,
      meeting: cancelledOccurrence(changes, before, slot),
      named: invited,
      to: destinationsBeyond(recipients, invited, peopleIn(after.event.attendees)),
    })
  }
}

function cancelFor(changes: Changes, meeting: CalendarItem, how: Cancelling): MeetingMessage | undefined {
  const invited = peopleIn(meeting.event.attendees.filter(({ isInvited }) => isInvited === true))
  const to = destinationsOf(changes.calendar.recipients, invited)
  return sendCancellations(changes, { ...how, meeting, named: invited, to })
}

function cancelledOccurrence(
  { now }: Changes,
  master: CalendarItem,
  { occurrence, body }: Omit<CancelledOccurrence, 'master'>,
): CalendarItem {
  const single = singleOf(master, occurrence)
  const event = { ...single.event, sequence: single.event.sequence + 1, stamp: now }
  return { ...single, ...(body === undefined ? {} : { body }), event }
}
