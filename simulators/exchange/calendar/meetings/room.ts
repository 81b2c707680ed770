import type { Changes } from '../changes.js'
import { items, folderKey, type Mailbox } from '../collections.js'
import { FOLDER_NUMBERS } from '../folders.js'
import { itemKey, type CalendarItem, type EventFields, type Person } from '../item.js'
import { occurrencesIn, overlaps, slotsOf } from '../recurrence/occurrences.js'
import { publicStrings } from './invitation.js'
import type { Answer } from './messages.js'
import { sendAnswer } from './answers.js'

interface Arrived {
  readonly mailbox: Mailbox
  readonly copy: CalendarItem
  readonly meeting: CalendarItem
  readonly person: Person
  readonly isSignificant: boolean
}

/** How many occurrences of a series are compared with the room's calendar. @inferred */
const MAX_CHECKED = 60

/**
 * A room with AutoAccept answers a request by itself and keeps as much of it as its settings say.
 * @source ews.md 5.4, row 2
 */
export function processInRoom(
  changes: Changes,
  { mailbox, copy, meeting, person, isSignificant }: Arrived,
): void {
  const kept = asRoomKeeps(mailbox, copy, meeting)
  if (!isSignificant) {
    changes.update(kept, 'MeetingCopyUpdated')
    return
  }

  const answer: Answer = !mailbox.processing.allowConflicts && isTaken(changes, copy) ? 'Decline' : 'Accept'
  if (answer === 'Decline') changes.delete(copy)
  else changes.update(accepted(changes, kept, meeting), 'MeetingCopyUpdated')
  sendAnswer(changes, { from: person, copy, answer, body: undefined, saveCopyIn: undefined })
}

function accepted(changes: Changes, copy: CalendarItem, meeting: CalendarItem): CalendarItem {
  const properties = changes.calendar.namedProperties === 'onReaccept' ? publicStrings(meeting.extended) : {}
  return {
    ...copy,
    extended: { ...copy.extended, ...properties },
    event: {
      ...copy.event,
      myResponse: 'Accept',
      freeBusy: copy.event.intendedFreeBusy ?? 'Busy',
      repliedAt: changes.now,
    },
  }
}

function asRoomKeeps({ processing }: Mailbox, copy: CalendarItem, meeting: CalendarItem): CalendarItem {
  const { deleteComments, deleteSubject, addOrganizerToSubject, removePrivateProperty } = processing
  const organizer = addOrganizerToSubject ? meeting.event.organizer.name : ''
  const subject = deleteSubject
    ? organizer
    : [organizer, copy.subject].filter((part) => part !== '').join(' ')
  const isPrivate = removePrivateProperty && copy.sensitivity === 'Private'
  return {
    ...copy,
    subject,
    ...(deleteComments ? { body: { type: copy.body.type, text: '' } } : {}),
    ...(isPrivate ? { sensitivity: 'Normal' } : {}),
  }
}

/** Whether something else takes place in the room at that time. */
function isTaken(changes: Changes, copy: CalendarItem): boolean {
  const { world, zones } = changes.calendar
  const wanted = timesOf(copy.event, changes)
  const key = itemKey(copy.mailbox, copy.number)
  for (const stored of world.by(items, 'folder', folderKey(copy.mailbox, FOLDER_NUMBERS.calendar))) {
    const other = changes.item(stored.key)
    if (stored.key === key || other?.kind !== 'CalendarItem' || other.event.freeBusy === 'Free') continue
    if (other.event.uid === copy.event.uid) continue
    const busy = ({ start, end }: { start: number; end: number }) =>
      other.event.series === undefined
        ? overlaps(other.event, { from: start, to: end })
        : occurrencesIn(other.event, zones, { from: start, to: end }).length > 0
    if (wanted.some(busy)) return true
  }
  return false
}

function timesOf(
  event: EventFields,
  changes: Changes,
): readonly { readonly start: number; readonly end: number }[] {
  if (event.series === undefined) return [event]
  const times = []
  for (const slot of slotsOf(event, changes.calendar.zones)) {
    if (slot.kind === 'occurrence') times.push(slot.occurrence)
    if (times.length === MAX_CHECKED) break
  }
  return times
}
