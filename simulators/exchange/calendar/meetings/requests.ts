import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, EventFields, MeetingFields, MeetingRequestType, Person } from '../item.js'
import { writeCopy } from './attendee-copy.js'
import { invitationTo, propertiesTravel, publicStrings } from './invitation.js'
import { deliver, keepSent, sendOutside, type Draft } from './messages.js'
import { destinationsOf, type Destination } from './people.js'
import { processInRoom } from './room.js'

/** A request to be sent for a meeting as it is now. */
export interface Request {
  readonly meeting: CalendarItem
  readonly type: Extract<MeetingRequestType, 'NewMeetingRequest' | 'FullUpdate' | 'InformationalUpdate'>
  readonly to: readonly Person[]
  readonly saveCopy: boolean
  /** What of the meeting an update changed. */
  readonly changed?: MeetingFields['changed']
  /** The times and place that the message itself shows, for one occurrence. */
  readonly occurrence?: Partial<EventFields>
}

/**
 * Sends requests: each attendee with a mailbox here gets one in the Inbox and, unless the mailbox processes
 * nothing by itself, a copy in the Calendar with the same UID; rooms answer at once; everybody else gets mail.
 * @source ews.md 5.4, rows 1, 2, 4, 8 and 9
 */
export function sendRequests(changes: Changes, request: Request): void {
  const { meeting, to, saveCopy } = request
  const draft = draftOf(changes, request)
  if (saveCopy) keepSent(changes, meeting.mailbox, draft)

  for (const destination of destinationsOf(changes.calendar.recipients, to)) {
    if (destination.kind === 'outside') sendOutside(changes, destination.person, draft)
    else if (destination.guid !== meeting.mailbox) deliverRequest(changes, destination, { request, draft })
  }
}

function deliverRequest(
  changes: Changes,
  destination: Destination & { readonly kind: 'mailbox' },
  { request, draft }: { readonly request: Request; readonly draft: Draft },
): void {
  const mailbox = changes.mailbox(destination.guid)
  if (mailbox === undefined) return sendOutside(changes, destination.person, draft)

  const { automate } = mailbox.processing
  const message = deliver(changes, mailbox.guid, {
    ...draft,
    meeting: { ...draft.meeting, hasBeenProcessed: automate !== 'None' },
  })
  if (automate === 'None') return

  const properties = propertiesTravel(changes.calendar, request.type !== 'NewMeetingRequest')
  const isSignificant = request.type !== 'InformationalUpdate'
  const copy = writeCopy(changes, mailbox.guid, {
    invitation: invitationTo(request.meeting, properties),
    isSignificant,
  })
  if (automate !== 'AutoAccept') return
  processInRoom(changes, {
    mailbox,
    copy,
    meeting: request.meeting,
    person: destination.person,
    isSignificant,
  })
  changes.move(message, FOLDER_NUMBERS.deleteditems)
}

/** The message keeps the properties that wait for an acceptance. */
function draftOf(changes: Changes, { meeting, type, to, changed, occurrence }: Request): Draft {
  const { fields, event } = invitationTo(meeting, false)
  const extended = changes.calendar.namedProperties === 'never' ? {} : publicStrings(meeting.extended)
  return {
    kind: 'MeetingRequest',
    itemClass: 'IPM.Schedule.Meeting.Request',
    subject: meeting.subject,
    fields: { ...fields, extended },
    event: { ...event, ...occurrence, requestWasSent: true },
    from: meeting.event.organizer,
    to,
    meeting: { requestType: type, ...(changed === undefined ? {} : { changed }) },
  }
}
