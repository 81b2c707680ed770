import type { Changes } from '../changes.js'
import type {
  Body,
  CalendarItem,
  EventItem,
  ItemFields,
  MeetingMessage,
  Person,
  ProposedTime,
  Sensitivity,
} from '../item.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { Occurrence } from '../recurrence/occurrences.js'
import { deliver, keepSent, sendOutside } from './delivery.js'
import { dateOf, exceptionOn, hasOccurrences, withException, withoutDate } from './exceptions.js'
import { publicStrings } from './invitation.js'
import { ANSWERS, type Answer, type Draft } from './messages.js'
import { destinationsOf } from './people.js'
import { track } from './tracking.js'

/** An attendee's answer, on its way to the organizer. */
export interface SentAnswer {
  readonly from: Person
  /** Who answers for `from`, where that is somebody else. */
  readonly sender?: Person | undefined
  /** What is answered: the attendee's copy, or one occurrence as `singleOf` gives it. */
  readonly copy: CalendarItem
  readonly answer: Answer
  readonly body?: Body | undefined
  readonly sensitivity?: Sensitivity | undefined
  readonly proposed?: ProposedTime | undefined
  /** Where a copy of the answer is kept. */
  readonly saveIn?: { readonly mailbox: string; readonly folder?: number } | undefined
}

/** An answer on the attendee's own copy, to all of it or to one occurrence. */
export interface RecordedAnswer {
  readonly answer: Answer
  readonly occurrence?: Occurrence | undefined
}

/**
 * Records an answer on the attendee's own copy and gives that. What was declined goes: a meeting to Deleted Items,
 * an occurrence out of its series. Answers to single occurrences stay when the series is answered.
 * @source ews.md 5.4, row 5; for occurrences @inferred
 */
export function recordAnswer(
  changes: Changes,
  copy: CalendarItem,
  { answer, occurrence }: RecordedAnswer,
): CalendarItem {
  const own = withWaiting(changes, copy)
  if (occurrence === undefined) return recordWhole(changes, own, answer)
  if (answer !== 'Decline') {
    const was = exceptionOn(own, occurrence.date)
    const single = { ...own, event: { ...own.event, ...was?.event } }
    const event = { ...was?.event, ...answeredWith(changes, single, answer) }
    const exception = { date: occurrence.date, fields: was?.fields ?? {}, event }
    return changes.update(withException(own, exception), 'MeetingCopyUpdated')
  }
  const rest = changes.update(withoutDate(own, occurrence.date), 'MeetingCopyUpdated')
  return hasOccurrences(changes.calendar.zones, rest) ? rest : changes.move(rest, FOLDER_NUMBERS.deleteditems)
}

/** A meeting that was declined lies in Deleted Items, until it is answered otherwise. */
function recordWhole(changes: Changes, copy: CalendarItem, answer: Answer): CalendarItem {
  const event = { ...copy.event, ...answeredWith(changes, copy, answer) }
  const answered = changes.update({ ...copy, event }, 'MeetingCopyUpdated')
  const { calendar, deleteditems } = FOLDER_NUMBERS
  if (answer === 'Decline')
    return copy.folder === deleteditems ? answered : changes.move(answered, deleteditems)
  return copy.folder === deleteditems ? changes.move(answered, calendar) : answered
}

/** Sends an answer; it arrives in the organizer's Inbox and in the tracking of his meeting. */
export function sendAnswer(changes: Changes, sent: SentAnswer): MeetingMessage | undefined {
  const draft = draftOf(sent)
  for (const destination of destinationsOf(changes.calendar.recipients, draft.to)) {
    if (destination.kind === 'outside') sendOutside(changes, destination.person, draft)
    else deliverAnswer(changes, destination.guid, draft)
  }
  return sent.saveIn === undefined ? undefined : keepSent(changes, sent.saveIn, draft)
}

/** Keeps an answer without sending it. */
export function saveAnswer(changes: Changes, sent: SentAnswer): MeetingMessage | undefined {
  return sent.saveIn === undefined ? undefined : keepSent(changes, sent.saveIn, draftOf(sent))
}

/** An answer arrives: the Calendar Attendant tracks it where it is not switched off. */
export function deliverAnswer(changes: Changes, organizer: string, draft: Draft): void {
  const isTracked = changes.mailbox(organizer)?.processing.automate !== 'None'
  const meeting = { ...draft.meeting, hasBeenProcessed: isTracked }
  deliver(changes, organizer, { ...draft, meeting })
  if (!isTracked) return
  const { uid, sequence, recurrenceId, myResponse } = draft.event
  const proposed = draft.meeting?.proposed
  track(changes, organizer, {
    from: draft.from,
    uid,
    sequence,
    recurrenceId,
    answer: myResponse as Answer,
    proposed,
  })
}

/** What a response says, whoever it comes from. */
export function draftOf({ from, sender, copy, answer, body, sensitivity, proposed }: SentAnswer): Draft {
  const { itemClass, prefix } = ANSWERS[answer]
  const fields: Partial<ItemFields> = {
    ...(body === undefined ? {} : { body }),
    ...(sensitivity === undefined ? {} : { sensitivity }),
  }
  const { subject, event } = copy
  return {
    kind: 'MeetingResponse',
    itemClass,
    subject: (proposed === undefined ? prefix : 'New Time Proposed: ') + subject,
    fields,
    event: { ...event, myResponse: answer },
    from,
    sender,
    to: [event.organizer],
    ...(proposed === undefined ? {} : { meeting: { proposed } }),
  }
}

/** How an answer shows in the time of who gave it. @source ews.md 5.2 */
function answeredWith({ now }: Changes, { event }: CalendarItem, answer: Answer) {
  const freeBusy = answer === 'Tentative' ? 'Tentative' : (event.intendedFreeBusy ?? 'Busy')
  return { myResponse: answer, freeBusy, repliedAt: now } as const
}

/**
 * The properties that wait in the last request for the attendee to accept again, on the copy and its exceptions.
 * @source hybrid-calendar.md HC-178
 */
function withWaiting(changes: Changes, copy: CalendarItem): CalendarItem {
  if (changes.calendar.namedProperties !== 'onReaccept') return copy
  const requests = changes
    .withUid(copy.mailbox, copy.event.uid)
    .filter(({ kind }) => kind === 'MeetingRequest')
  return requests
    .toSorted((a, b) => a.event.stamp - b.event.stamp || a.number - b.number)
    .reduce<CalendarItem>((item, request) => withPropertiesOf(changes, item, request), copy)
}

function withPropertiesOf(
  { calendar: { zones } }: Changes,
  copy: CalendarItem,
  request: EventItem,
): CalendarItem {
  const extended = publicStrings(request.extended)
  const { recurrenceId, series } = request.event
  if (recurrenceId !== undefined && copy.event.series !== undefined) {
    return withPropertiesOn(copy, dateOf(zones, copy.event, recurrenceId), extended)
  }
  const whole = { ...copy, extended: { ...copy.extended, ...extended } }
  return (series?.exceptions ?? []).reduce<CalendarItem>(
    (item, { date, fields }) => withPropertiesOn(item, date, publicStrings(fields.extended ?? {})),
    whole,
  )
}

function withPropertiesOn(copy: CalendarItem, date: number, extended: ItemFields['extended']): CalendarItem {
  const exception = exceptionOn(copy, date)
  if (exception === undefined || Object.keys(extended).length === 0) return copy
  const all = { ...copy.extended, ...exception.fields.extended, ...extended }
  return withException(copy, { ...exception, fields: { ...exception.fields, extended: all } })
}
