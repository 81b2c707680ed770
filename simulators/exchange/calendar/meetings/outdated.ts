import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { EventFields, MeetingMessage, Person } from '../item.js'
import type { Draft } from './messages.js'
import { isSamePerson } from './people.js'

/** Whether one thing said about a meeting was overtaken by another about the same occurrences. */
export function isOutdated(said: EventFields, latest: EventFields): boolean {
  return said.sequence < latest.sequence
}

/** A message before it is put into an Inbox, and whose mail it is, in that of a delegate. */
interface Arriving {
  readonly draft: Draft
  readonly principal: Person | undefined
}

/**
 * A message that arrives makes earlier ones about the same outdated: a request that asked for an answer to what is
 * over, an update or a response that a later one repeats. The attendant removes the updates and responses where
 * it is told to; the first request stays, because it is neither. @source Set-CalendarProcessing, RemoveOldMeetingMessages
 */
export function supersede(changes: Changes, mailbox: string, arriving: Arriving): void {
  const removes = changes.mailbox(mailbox)?.processing.removeOldMeetingMessages === true
  for (const item of changes.withUid(mailbox, arriving.draft.event.uid)) {
    if (item.kind === 'CalendarItem' || item.folder !== FOLDER_NUMBERS.inbox) continue
    if (!isAboutTheSame(item, arriving)) continue
    const marked = asOutdated(item, arriving)
    if (removes && isRedundant(item)) changes.move(marked, FOLDER_NUMBERS.deleteditems)
    else if (marked !== item) changes.update(marked, 'MessageUpdated')
  }
}

function isAboutTheSame(earlier: MeetingMessage, { draft, principal }: Arriving): boolean {
  if (earlier.event.recurrenceId !== draft.event.recurrenceId) return false
  if (earlier.message.receivedRepresenting?.address !== principal?.address) return false
  const isResponse = draft.kind === 'MeetingResponse'
  if ((earlier.kind === 'MeetingResponse') !== isResponse) return false
  return !isResponse || isSamePerson(earlier.message.from, draft.from)
}

function asOutdated(earlier: MeetingMessage, { draft }: Arriving): MeetingMessage {
  if (earlier.kind !== 'MeetingRequest' || !isOutdated(earlier.event, draft.event)) return earlier
  if (earlier.meeting.requestType === 'Outdated') return earlier
  return { ...earlier, meeting: { ...earlier.meeting, requestType: 'Outdated' } }
}

function isRedundant({ kind, meeting: { requestType } }: MeetingMessage): boolean {
  return kind !== 'MeetingRequest' || requestType === 'FullUpdate' || requestType === 'InformationalUpdate'
}
