import type { Instant } from '../../../core/index.js'
import type { Changes } from '../changes.js'
import type { Attendee, CalendarItem, Person, ProposedTime } from '../item.js'
import { exceptionFrom, exceptionOn, occurrenceAt, singleOf, withException } from './exceptions.js'
import { withAttendeesOfExceptions } from './invited.js'
import type { Answer } from './messages.js'
import { isSamePerson } from './people.js'

/** An answer as the organizer gets it. */
export interface ReceivedAnswer {
  readonly from: Person
  readonly uid: string
  /** The sequence number of what was answered. */
  readonly sequence: number
  readonly recurrenceId?: Instant | undefined
  readonly answer: Answer
  readonly proposed?: ProposedTime | undefined
}

/**
 * Notes an answer in the organizer's meeting, that to one occurrence in an exception. Somebody who was invited through
 * a group appears as an attendee of his own. An answer to what has been overtaken changes nothing.
 * @source ews.md 5.4, rows 5 and 9
 */
export function track(changes: Changes, organizer: string, received: ReceivedAnswer): void {
  const meeting = changes.appointment(organizer, received.uid)
  if (meeting === undefined) return
  const tracked =
    received.recurrenceId === undefined
      ? inMeeting(changes, meeting, received)
      : inOccurrence(changes, meeting, received)
  if (tracked !== undefined) changes.update(tracked, 'ResponseRecorded')
}

/** The occurrences with tracking of their own follow, except where he has answered them by themselves. */
function inMeeting(
  { now }: Changes,
  meeting: CalendarItem,
  received: ReceivedAnswer,
): CalendarItem | undefined {
  if (received.sequence < meeting.event.sequence) return undefined
  const { attendees } = meeting.event
  const was = attendees.find(({ person }) => isSamePerson(person, received.from))
  const event = { ...meeting.event, attendees: withAnswer(attendees, received, now) }
  return withAttendeesOfExceptions({ ...meeting, event }, (own) => {
    const there = own.find(({ person }) => isSamePerson(person, received.from))
    const follows = there?.respondedAt === was?.respondedAt && there?.response === was?.response
    return follows ? withAnswer(own, received, now) : own
  })
}

function inOccurrence(
  { calendar: { zones }, now }: Changes,
  meeting: CalendarItem,
  received: ReceivedAnswer & { readonly recurrenceId?: Instant | undefined },
): CalendarItem | undefined {
  const { recurrenceId } = received
  const occurrence = recurrenceId === undefined ? undefined : occurrenceAt(zones, meeting, recurrenceId)
  if (occurrence === undefined) return undefined
  const single = singleOf(meeting, occurrence)
  if (received.sequence < single.event.sequence) return undefined
  const event = { ...single.event, attendees: withAnswer(single.event.attendees, received, now) }
  const was = exceptionOn(meeting, occurrence.date)
  const { attendees = event.attendees } = exceptionFrom(meeting, occurrence.date, { ...single, event }).event
  return withException(meeting, {
    date: occurrence.date,
    fields: was?.fields ?? {},
    event: { ...was?.event, attendees },
  })
}

function withAnswer(
  attendees: readonly Attendee[],
  { from, answer, proposed }: ReceivedAnswer,
  now: Instant,
): readonly Attendee[] {
  const was = attendees.find(({ person }) => isSamePerson(person, from))
  const answered: Attendee = {
    role: was?.role ?? 'Required',
    person: was?.person ?? from,
    response: answer,
    respondedAt: now,
    isInvited: true,
    ...(proposed === undefined ? {} : { proposed }),
  }
  if (was === undefined) return [...attendees, answered]
  return attendees.map((attendee) => (attendee === was ? answered : attendee))
}
