import type { Changes } from '../changes.js'
import { newMessageFields } from '../mail/message-fields.js'
import { newMail } from '../mail/new-mail.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { Attendee, Body, CalendarItem, Mail, Person } from '../item.js'
import { exceptionFrom, occurrenceAt, singleOf, withException, withSeries } from './exceptions.js'
import { carriedIntoExceptions, peopleIn } from './invited.js'
import { destinationsOf, includes } from './people.js'
import { sendRequests } from './requests.js'

/** A meeting that somebody passes on. */
export interface Forwarding {
  /** The copy of who forwards, or one occurrence as `singleOf` gives it. */
  readonly meeting: CalendarItem
  readonly from: Person
  readonly to: readonly Person[]
  /** Default `FW:` and the subject. */
  readonly subject?: string | undefined
  readonly body?: Body | undefined
  readonly saveCopy: boolean
}

/**
 * Invites more people to somebody's meeting: they get the request, on behalf of the organizer, and a copy of their
 * own; the organizer is told, and has them among his attendees. @source MS documentation of event: forward;
 * @inferred that they are optional
 */
export function forwardMeeting(changes: Changes, forwarding: Forwarding): void {
  const { meeting, from, to, subject, body, saveCopy } = forwarding
  const { recipients } = changes.calendar
  sendRequests(changes, {
    meeting: asOrganizers({
      ...meeting,
      subject: subject ?? `FW: ${meeting.subject}`,
      ...(body === undefined ? {} : { body }),
    }),
    type: 'NewMeetingRequest',
    named: to,
    to: destinationsOf(recipients, to),
    sender: from,
    saveCopy,
  })
  const organizer = recipients.resolve(meeting.event.organizer.address)?.mailboxGuid
  if (organizer === undefined) return
  if (organizer !== meeting.mailbox) notify(changes, organizer, forwarding)
  addAttendees(changes, organizer, forwarding)
}

/** A copy without what its owner has answered. */
function asOrganizers(copy: CalendarItem): CalendarItem {
  const { event } = copy
  const freeBusy = event.intendedFreeBusy ?? event.freeBusy
  return withSeries({ ...copy, event: { ...event, freeBusy } }, (series) => ({
    ...series,
    exceptions: series.exceptions.map(({ event: { freeBusy: _own, ...facts }, ...exception }) => ({
      ...exception,
      event: {
        ...facts,
        ...(facts.intendedFreeBusy === undefined ? {} : { freeBusy: facts.intendedFreeBusy }),
      },
    })),
  }))
}

/** @source ews.md 5.3: the item class; the text is @inferred */
function notify(changes: Changes, organizer: string, { meeting, from, to }: Forwarding): void {
  const processing = changes.mailbox(organizer)?.processing
  if (processing === undefined) return
  const subject = `Meeting Forward Notification: ${meeting.subject}`
  const names = to.map(({ name }) => name).join('; ')
  const mail = changes.create<Mail>(
    { mailbox: organizer, folder: FOLDER_NUMBERS.inbox },
    newMail(newMessageFields(changes, { from, to: [meeting.event.organizer], subject }), {
      itemClass: 'IPM.Schedule.Meeting.Notification.Forward',
      subject,
      body: { type: 'Text', text: `${from.name} has forwarded your meeting to ${names}.` },
    }),
    'MessageDelivered',
  )
  if (processing.removeForwardedMeetingNotifications) changes.move(mail, FOLDER_NUMBERS.deleteditems)
}

/** The Calendar Attendant adds who is not invited yet. */
function addAttendees(changes: Changes, organizer: string, { meeting, to }: Forwarding): void {
  if (changes.mailbox(organizer)?.processing.automate === 'None') return
  const own = changes.appointment(organizer, meeting.event.uid)
  if (own === undefined) return
  const { recurrenceId } = meeting.event
  const occurrence =
    recurrenceId === undefined ? undefined : occurrenceAt(changes.calendar.zones, own, recurrenceId)
  if (recurrenceId !== undefined && occurrence === undefined) return
  const before = occurrence === undefined ? own : singleOf(own, occurrence)
  const known = peopleIn(before.event.attendees)
  const added = to
    .filter((person) => !includes(known, person))
    .map((person): Attendee => ({ role: 'Optional', person, response: 'Unknown', isInvited: true }))
  if (added.length === 0) return
  const event = { ...before.event, attendees: [...before.event.attendees, ...added] }
  const after = { ...before, event }
  const written =
    occurrence === undefined
      ? carriedIntoExceptions(own, after)
      : withException(own, exceptionFrom(own, occurrence.date, after))
  changes.update(written, 'ResponseRecorded')
}
