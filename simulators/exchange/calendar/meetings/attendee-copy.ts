import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { CalendarItem, EventFields, Exception, Series } from '../item.js'
import { dateOf, exceptionFrom, exceptionOn, slotOn, withException } from './exceptions.js'
import type { Invitation } from './invitation.js'

/** What arrived for an attendee; a significant update asks for a new answer. */
export interface Arrival {
  readonly invitation: Invitation
  readonly isSignificant: boolean
}

/** What an attendee's answer is to a meeting or to one occurrence of it. */
type Answered = Partial<Pick<EventFields, 'myResponse' | 'freeBusy' | 'repliedAt'>>

const UNANSWERED: Answered = { myResponse: 'NoResponseReceived', freeBusy: 'Tentative' }

/**
 * Writes a meeting into an attendee's Calendar: a tentative copy at first, afterwards the same copy in place.
 * What only the attendee sets (reminder, categories) stays; an answer stays unless the update is significant.
 * @source ews.md 5.4, rows 1, 4 and 6
 */
export function writeCopy(changes: Changes, mailbox: string, arrival: Arrival): CalendarItem {
  const { event } = arrival.invitation
  return event.recurrenceId === undefined
    ? writeMeeting(changes, mailbox, arrival)
    : writeOccurrence(changes, mailbox, arrival)
}

function writeMeeting(changes: Changes, mailbox: string, arrival: Arrival): CalendarItem {
  const { uid } = arrival.invitation.event
  const known = changes.appointment(mailbox, uid)
  const singles = changes.appointments(mailbox, uid).filter(({ event }) => event.recurrenceId !== undefined)
  for (const single of singles) changes.delete(single)
  if (known !== undefined) return updateCopy(changes, known, arrival)
  const created = createCopy(changes, mailbox, arrival.invitation)
  const answered = singles.reduce((copy, single) => withAnswerOf(changes, copy, single), created)
  return answered === created ? created : changes.update(answered, 'MeetingCopyUpdated')
}

function createCopy(changes: Changes, mailbox: string, { fields, event }: Invitation): CalendarItem {
  return changes.create<CalendarItem>(
    { mailbox, folder: FOLDER_NUMBERS.calendar },
    {
      kind: 'CalendarItem',
      itemClass: 'IPM.Appointment',
      categories: [],
      reminderIsSet: true,
      reminderMinutes: 15,
      ...fields,
      event,
    },
    'MeetingCopyCreated',
  )
}

function updateCopy(
  changes: Changes,
  known: CalendarItem,
  { invitation, isSignificant }: Arrival,
): CalendarItem {
  const { fields, event } = invitation
  const isAnswered = !isSignificant && known.event.myResponse !== 'NoResponseReceived'
  const series = mergedSeries(changes, known, { event, isSignificant })
  return changes.update<CalendarItem>(
    {
      ...known,
      ...fields,
      extended: { ...known.extended, ...fields.extended },
      event: {
        ...event,
        ...(isAnswered ? answerIn(known.event) : {}),
        ...(series === undefined ? {} : { series }),
      },
    },
    'MeetingCopyUpdated',
  )
}

/**
 * The series as the organizer has it, with the attendee's own answers to single occurrences and without those that
 * he declined; a new time or recurrence ends both. @source ews.md 4.6
 */
function mergedSeries(
  changes: Changes,
  known: CalendarItem,
  { event, isSignificant }: { readonly event: EventFields; readonly isSignificant: boolean },
): Series | undefined {
  const incoming = event.series
  const own = known.event.series
  if (incoming === undefined || own === undefined || isSignificant) return incoming
  const dates = new Set([...incoming.exceptions, ...own.exceptions].map(({ date }) => date))
  return {
    ...incoming,
    exceptions: [...dates].flatMap((date) => mergedException(changes, known, { event, date }) ?? []),
    deleted: [...new Set([...incoming.deleted, ...own.deleted])],
  }
}

/** An occurrence as the organizer has it; the answer to it stays unless it takes place at another time now. */
function mergedException(
  { calendar: { zones } }: Changes,
  known: CalendarItem,
  { event, date }: { readonly event: EventFields; readonly date: number },
): Exception | undefined {
  const [before, after] = [slotOn(zones, known.event, date), slotOn(zones, event, date)]
  if (after?.kind !== 'occurrence') return undefined
  const told = event.series?.exceptions.find((exception) => exception.date === date)
  const was = exceptionOn(known, date)
  const isMoved = before?.kind === 'occurrence' && before.occurrence.start !== after.occurrence.start
  const answer = isMoved ? UNANSWERED : answerIn(was?.event ?? {})
  if (told === undefined && Object.keys(answer).length === 0) return undefined
  return { date, fields: { ...personal(was), ...told?.fields }, event: { ...told?.event, ...answer } }
}

function answerIn({ myResponse, freeBusy, repliedAt }: Partial<EventFields>): Answered {
  return {
    ...(myResponse === undefined ? {} : { myResponse }),
    ...(freeBusy === undefined ? {} : { freeBusy }),
    ...(repliedAt === undefined ? {} : { repliedAt }),
  }
}

/** One occurrence goes into the copy of its series; who has none gets a copy of it alone. @source ews.md 2.3, 5.5 */
function writeOccurrence(changes: Changes, mailbox: string, arrival: Arrival): CalendarItem {
  const { zones } = changes.calendar
  const { uid, recurrenceId } = arrival.invitation.event
  const master = changes.appointment(mailbox, uid)
  if (master?.event.series !== undefined && recurrenceId !== undefined) {
    const date = dateOf(zones, master.event, recurrenceId)
    const slot = slotOn(zones, master.event, date)
    const isDeclined = slot?.kind === 'deleted' && !arrival.isSignificant
    if (isDeclined) return master
    if (slot !== undefined) {
      const exception = toldException(master, date, arrival)
      return changes.update(withException(master, exception), 'MeetingCopyUpdated')
    }
  }
  const known = changes.appointment(mailbox, uid, recurrenceId)
  return known === undefined
    ? createCopy(changes, mailbox, arrival.invitation)
    : updateCopy(changes, known, arrival)
}

/** An answer to the occurrence stays, unless the update is significant; else that to the series holds. */
function toldException(
  master: CalendarItem,
  date: number,
  { invitation: { fields, event }, isSignificant }: Arrival,
): Exception {
  const was = exceptionOn(master, date)
  const extended = { ...master.extended, ...was?.fields.extended, ...fields.extended }
  const asTold = { ...event, ...answerIn(master.event) }
  const told = exceptionFrom(master, date, { ...master, ...fields, extended, event: asTold })
  return {
    date,
    fields: { ...personal(was), ...told.fields },
    event: {
      ...told.event,
      start: event.start,
      end: event.end,
      ...(isSignificant ? UNANSWERED : answerIn(was?.event ?? {})),
    },
  }
}

/** What of an occurrence an attendee sets for himself. */
function personal(exception: Exception | undefined): Exception['fields'] {
  const { reminderIsSet, reminderMinutes, categories } = exception?.fields ?? {}
  return {
    ...(reminderIsSet === undefined ? {} : { reminderIsSet }),
    ...(reminderMinutes === undefined ? {} : { reminderMinutes }),
    ...(categories === undefined ? {} : { categories }),
  }
}

/** An answer to the one occurrence that was known before holds for it in the series. */
function withAnswerOf(
  { calendar: { zones } }: Changes,
  copy: CalendarItem,
  single: CalendarItem,
): CalendarItem {
  const { recurrenceId, myResponse } = single.event
  if (recurrenceId === undefined || myResponse === 'NoResponseReceived') return copy
  const date = dateOf(zones, copy.event, recurrenceId)
  if (slotOn(zones, copy.event, date)?.kind !== 'occurrence') return copy
  const was = exceptionOn(copy, date)
  const event = { ...was?.event, ...answerIn(single.event) }
  return withException(copy, { date, fields: was?.fields ?? {}, event })
}
