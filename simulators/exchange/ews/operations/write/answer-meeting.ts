import type { Changes } from '../../../calendar/changes.js'
import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import type { CalendarItem, MeetingMessage, ProposedTime } from '../../../calendar/item.js'
import { recordAnswer, saveAnswer, sendAnswer } from '../../../calendar/meetings/answers.js'
import { writeCopy } from '../../../calendar/meetings/attendee-copy.js'
import { occurrenceAt, singleOf } from '../../../calendar/meetings/exceptions.js'
import { STATE, toldFields } from '../../../calendar/meetings/invitation.js'
import type { Answer } from '../../../calendar/meetings/messages.js'
import { isOutdated } from '../../../calendar/meetings/outdated.js'
import type { Occurrence } from '../../../calendar/recurrence/occurrences.js'
import { isAtLeast, isRequestVersion } from '../../../versions/request-version.js'
import { FEATURES } from '../../../versions/features.js'
import { EwsFault } from '../../ews-fault.js'
import type { ErrorCode } from '../../error-texts.js'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { readBody } from '../properties/body-properties.js'
import { readTime } from '../properties/setters.js'
import { child, text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { actingIn, readDisposition, referredItem, shown, type Referred, type Respond } from './responding.js'

/** What is told to whom may not answer so. */
export interface Refusals {
  /** An item of a kind that cannot be answered. */
  readonly kind: ErrorCode
  readonly organizer: ErrorCode
  readonly cancelled: ErrorCode
  /** A request that was delivered to a delegate, who has to answer in the calendar of the principal. */
  readonly delegated: ErrorCode
}

/** A meeting or one occurrence of it in the calendar of who answers. */
interface Answered {
  readonly copy: CalendarItem
  readonly occurrence: Occurrence | undefined
}

/** AcceptItem, TentativelyAcceptItem and DeclineItem. @source ews.md 4.5, 5.4 row 5 */
export function answerMeeting(answer: Answer, refusals: Refusals): Respond {
  return (service, call, responding) => {
    const { sends, saveIn } = readDisposition(service, call, responding)
    const referred = referredItem(service, responding, refusals.kind)
    checkKind(referred, refusals)
    const value = valueOf(responding.element)
    const proposed = readProposal(service, call, value)

    const changes = service.store.changes(responding.self.displayName)
    const { copy, occurrence } = answeredBy(changes, referred)
    const single = occurrence === undefined ? copy : singleOf(copy, occurrence)
    checkState(single, referred, refusals)
    if (proposed !== undefined && !single.event.allowNewTimeProposal)
      throw new ItemError('ErrorInvalidOperation')

    const recorded = recordAnswer(changes, copy, { answer, occurrence })
    const { owner, sender } = actingIn(service, responding, copy.mailbox)
    const body = child(value, 'Body')
    const said = {
      from: owner,
      sender,
      copy: single,
      answer,
      body: body === undefined ? undefined : readBody(body),
      sensitivity: text(value, 'Sensitivity') as CalendarItem['sensitivity'] | undefined,
      proposed,
      saveIn,
    }
    const message = sends ? sendAnswer(changes, said) : saveAnswer(changes, said)
    if (referred.item.kind === 'MeetingRequest') putAway(changes, referred.item)
    changes.commit(call.interaction.id)
    return shown(service, call, [message, recorded])
  }
}

function checkKind({ item, occurrence }: Referred, { kind, delegated }: Refusals): void {
  if (item.kind !== 'CalendarItem' && item.kind !== 'MeetingRequest') throw new ItemError(kind)
  if (occurrence !== undefined && item.folder === FOLDER_NUMBERS.deleteditems) throw new ItemError(kind)
  if (item.kind === 'MeetingRequest' && item.message.receivedRepresenting !== undefined) {
    throw new ItemError(delegated)
  }
}

function checkState({ event }: CalendarItem, { item }: Referred, refusals: Refusals): void {
  if ((event.state & STATE.received) === 0) throw new ItemError(refusals.organizer)
  if ((event.state & STATE.cancelled) !== 0) throw new ItemError(refusals.cancelled)
  if (item.kind !== 'CalendarItem' && isOutdated(item.event, event)) {
    throw new ItemError('ErrorCalendarMeetingRequestIsOutOfDate')
  }
}

/** The appointment of a request; where the mailbox processes nothing by itself, answering creates it. */
function answeredBy(changes: Changes, { item, occurrence }: Referred): Answered {
  if (item.kind === 'CalendarItem') return { copy: item, occurrence }
  const { uid, recurrenceId } = item.event
  const whole = changes.appointment(item.mailbox, uid)
  if (recurrenceId === undefined) return { copy: whole ?? written(changes, item), occurrence: undefined }
  if (whole?.event.series === undefined) {
    const single = changes.appointment(item.mailbox, uid, recurrenceId)
    return { copy: single ?? written(changes, item), occurrence: undefined }
  }
  const known = occurrenceAt(changes.calendar.zones, whole, recurrenceId)
  const copy = known === undefined ? written(changes, item) : whole
  return { copy, occurrence: known ?? occurrenceAt(changes.calendar.zones, copy, recurrenceId) }
}

function written(changes: Changes, item: Referred['item']): CalendarItem {
  if (item.kind !== 'MeetingRequest') throw new ItemError('ErrorItemNotFound')
  const properties = changes.calendar.namedProperties !== 'never'
  const event = { ...item.event, requestWasSent: false }
  const invitation = { fields: toldFields(item, properties), event }
  return writeCopy(changes, item.mailbox, { invitation, isSignificant: true })
}

/** A request that was answered is read and dealt with, and goes to Deleted Items. */
function putAway(changes: Changes, item: MeetingMessage): void {
  const message = { ...item.message, isRead: true }
  const meeting = { ...item.meeting, hasBeenProcessed: true }
  const read = changes.update({ ...item, message, meeting }, 'MessageUpdated')
  if (item.folder !== FOLDER_NUMBERS.deleteditems) changes.move(read, FOLDER_NUMBERS.deleteditems)
}

/** Another time: both of its ends, in their order. @source ews.md 1.7; what is wrong about others is @inferred */
function readProposal({ store }: Service, call: OperationCall, value: EwsObject): ProposedTime | undefined {
  const [start, end] = [text(value, 'ProposedStart'), text(value, 'ProposedEnd')]
  if (start === undefined && end === undefined) return undefined
  const { requestedVersion } = call
  if (!isRequestVersion(requestedVersion) || !isAtLeast(requestedVersion, FEATURES.proposeNewTime)) {
    throw new EwsFault('ErrorIncorrectSchemaVersion')
  }
  if (start === undefined || end === undefined) throw new ItemError('ErrorMissingArgument')
  const zone = call.timeZone ?? 'UTC'
  const proposed = { start: readTime(start, zone, { store }), end: readTime(end, zone, { store }) }
  if (proposed.end < proposed.start) throw new ItemError('ErrorCalendarEndDateIsEarlierThanStartDate')
  return proposed
}
