import type { Changes } from '../changes.js'
import type { AttendeeRole, CalendarItem, Changed, Exception, MeetingRequestType, Person } from '../item.js'
import { FOLDER_NUMBERS } from '../folders.js'
import { writeCopy } from './attendee-copy.js'
import { deliver, keepSent, outboxOf, sendOutside } from './delivery.js'
import { invitationTo, propertiesTravel } from './invitation.js'
import type { Draft } from './messages.js'
import { destinationKey, destinationsOf, isExternal, isSamePerson, type Destination } from './people.js'
import { processInRoom } from './rooms/process-in-room.js'

/** A request to be sent for a meeting, or one occurrence of it, as it is now. */
export interface Request {
  readonly meeting: CalendarItem
  readonly type: Extract<MeetingRequestType, 'NewMeetingRequest' | 'FullUpdate' | 'InformationalUpdate'>
  readonly to: readonly Destination[]
  /** Who is named as receiver. */
  readonly named: readonly Person[]
  readonly saveCopy: boolean
  /** Who sends it, when that is not the organizer. */
  readonly sender?: Person | undefined
  /** What of the meeting an update changed. */
  readonly changed?: Changed
}

/** What arrives in one mailbox. */
interface Arriving {
  readonly request: Request
  readonly destination: Destination & { readonly kind: 'mailbox' }
}

/**
 * Sends requests: each attendee with a mailbox here gets one in the Inbox and, unless the mailbox processes
 * nothing by itself, a copy in the Calendar with the same UID; rooms answer at once; everybody else gets mail.
 * @source ews.md 5.4, rows 1, 2, 4, 8 and 9
 */
export function sendRequests(changes: Changes, request: Request): void {
  const { meeting, to, saveCopy } = request
  if (to.length === 0) return
  if (saveCopy) keepSent(changes, { mailbox: outboxOf(changes, request) }, draftOf(changes, request))
  for (const destination of to) {
    if (destination.kind === 'outside') sendOutside(changes, destination.person, draftOf(changes, request))
    else if (destination.guid !== meeting.mailbox) deliverRequest(changes, { request, destination })
  }
}

function deliverRequest(changes: Changes, arriving: Arriving): void {
  const { request, destination } = arriving
  const mailbox = changes.mailbox(destination.guid)
  if (mailbox === undefined) return sendOutside(changes, destination.person, draftOf(changes, request))

  const { automate } = mailbox.processing
  const isProcessed = automate !== 'None' && entersCalendar(changes, arriving)
  const draft = draftOf(changes, request, destination)
  const sent = { ...draft, meeting: { ...draft.meeting, hasBeenProcessed: isProcessed } }
  const message = deliver(changes, mailbox.guid, sent)
  if (!isProcessed) return

  const properties = propertiesTravel(changes.calendar, request.type !== 'NewMeetingRequest')
  const isSignificant = request.type !== 'InformationalUpdate'
  const invitation = invitationTo(request.meeting, { properties, isFor: isForWhom(changes, destination) })
  const copy = writeCopy(changes, mailbox.guid, { invitation, isSignificant })
  if (automate !== 'AutoAccept') return
  processInRoom(changes, {
    mailbox,
    copy,
    invitation,
    person: destination.person,
    isSignificant,
    request: sent,
  })
  if (message !== undefined) changes.move(message, FOLDER_NUMBERS.deleteditems)
}

/**
 * New meetings wait in the Inbox where the attendant is to update only, and what comes from outside where it does not
 * process that; a resource refuses the latter by itself. @source Set-CalendarProcessing
 */
function entersCalendar(changes: Changes, { request, destination }: Arriving): boolean {
  const { uid, organizer } = request.meeting.event
  const processing = changes.mailbox(destination.guid)?.processing
  if (processing === undefined) return false
  if (processing.automate === 'AutoAccept') return true
  const isForeign = isExternal(changes.calendar.recipients, organizer)
  if (isForeign && !processing.processExternalMeetingMessages) return false
  return processing.addNewRequestsTentatively || changes.appointments(destination.guid, uid).length > 0
}

/** Exceptions have a list of attendees of their own when it is another than that of the series. */
function isForWhom(
  { calendar: { recipients } }: Changes,
  to: Destination,
): (exception: Exception) => boolean {
  const key = destinationKey(to)
  return ({ event: { attendees } }) =>
    attendees === undefined ||
    destinationsOf(
      recipients,
      attendees.map(({ person }) => person),
    ).some((destination) => destinationKey(destination) === key)
}

/** The message keeps the properties that wait for an acceptance. */
function draftOf(changes: Changes, request: Request, to?: Destination): Draft {
  const { meeting, type, named, changed, sender } = request
  const properties = changes.calendar.namedProperties !== 'never'
  const isFor = to === undefined ? () => true : isForWhom(changes, to)
  const { fields, event } = invitationTo(meeting, { properties, isFor })
  return {
    kind: 'MeetingRequest',
    itemClass: 'IPM.Schedule.Meeting.Request',
    subject: meeting.subject,
    fields,
    event: { ...event, requestWasSent: true },
    from: meeting.event.organizer,
    sender,
    to: inRole(meeting, named, 'Required'),
    cc: inRole(meeting, named, 'Optional'),
    bcc: inRole(meeting, named, 'Resource'),
    meeting: { requestType: type, ...(changed === undefined ? {} : { changed }) },
  }
}

function inRole({ event }: CalendarItem, people: readonly Person[], role: AttendeeRole): readonly Person[] {
  return people.filter((person) => {
    const attendee = event.attendees.find((one) => isSamePerson(one.person, person))
    return (attendee?.role ?? 'Required') === role
  })
}
