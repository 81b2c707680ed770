import type { Attendee, CalendarItem, Exception, Person } from '../item.js'
import { withSeries } from './exceptions.js'
import { includes, isSamePerson } from './people.js'

/** Whom a change of a meeting concerns. */
export interface Parties {
  /** Who has had a request and is still invited. */
  readonly stayed: readonly Person[]
  /** Who has had none yet. */
  readonly fresh: readonly Person[]
  /** Who has had one and is not invited any more. */
  readonly gone: readonly Person[]
}

export function partiesOf(before: readonly Attendee[], after: readonly Attendee[]): Parties {
  const invited = (attendees: readonly Attendee[]) => attendees.filter(({ isInvited }) => isInvited === true)
  const people = after.map(({ person }) => person)
  return {
    stayed: peopleIn(invited(after)),
    fresh: peopleIn(after.filter(({ isInvited }) => isInvited !== true)),
    gone: peopleIn(invited(before)).filter((person) => !includes(people, person)),
  }
}

export function peopleIn(attendees: readonly Attendee[]): readonly Person[] {
  return attendees.map(({ person }) => person)
}

/**
 * Attendees that a client wrote anew are who they were: who was invited before has not forgotten it. A list that
 * nobody wrote anew stays the one that it is.
 */
export function remembered(before: readonly Attendee[], after: readonly Attendee[]): readonly Attendee[] {
  const known = after.map((attendee) => {
    const was = before.find(({ person }) => isSamePerson(person, attendee.person))
    return was === undefined || was === attendee ? attendee : { ...was, role: attendee.role }
  })
  return known.every((attendee, at) => attendee === after[at]) ? after : known
}

export function withInvited(attendees: readonly Attendee[], people: readonly Person[]): readonly Attendee[] {
  return attendees.map((attendee) =>
    includes(people, attendee.person) ? { ...attendee, isInvited: true } : attendee,
  )
}

/** Everybody has to answer again. */
export function unanswered(attendees: readonly Attendee[]): readonly Attendee[] {
  return attendees.map(({ role, person, isInvited }) => ({
    role,
    person,
    response: 'Unknown',
    ...(isInvited === undefined ? {} : { isInvited }),
  }))
}

/** Who comes to a series or leaves it does so in the occurrences that have a list of their own, too. @inferred */
export function carriedIntoExceptions(before: CalendarItem, after: CalendarItem): CalendarItem {
  const [had, has] = [peopleIn(before.event.attendees), peopleIn(after.event.attendees)]
  const came = after.event.attendees.filter(({ person }) => !includes(had, person))
  const left = had.filter((person) => !includes(has, person))
  if (came.length + left.length === 0) return after
  return withAttendeesOfExceptions(after, (attendees) => [
    ...attendees.filter(({ person }) => !includes(left, person)),
    ...came.filter(({ person }) => !includes(peopleIn(attendees), person)),
  ])
}

/** A series whose exceptions have other lists of attendees, where they have any of their own. */
export function withAttendeesOfExceptions(
  master: CalendarItem,
  change: (attendees: readonly Attendee[]) => readonly Attendee[],
): CalendarItem {
  const changed = (exception: Exception): Exception =>
    exception.event.attendees === undefined
      ? exception
      : { ...exception, event: { ...exception.event, attendees: change(exception.event.attendees) } }
  return withSeries(master, (series) => ({ ...series, exceptions: series.exceptions.map(changed) }))
}
