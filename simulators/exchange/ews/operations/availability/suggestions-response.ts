import { formatSeconds, instant, type Instant } from '../../../../core/index.js'
import { busyTimes, type BusyTime, type Span } from '../../../calendar/availability/busy-times.js'
import type { WallClock } from '../../../calendar/availability/clock-rules.js'
import {
  chosenTimes,
  rankedTimes,
  type Invitee,
  type InviteeConflict,
  type PersonTimes,
  type Suggestion,
} from '../../../calendar/availability/suggestions.js'
import { isWorkTime, USUAL_HOURS } from '../../../calendar/availability/working-hours.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { Caller } from '../../caller.js'
import { success } from '../../response-message.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { MAX_MEMBERS } from './mailbox-free-busy.js'
import type { MailboxData } from './mailbox-data.js'
import { seesFreeBusy } from './free-busy-views.js'
import type { SuggestionQuestion } from './suggestion-question.js'
import { workingHoursOf } from './working-hours.js'

interface Asked {
  readonly store: CalendarStore
  readonly caller: Caller
  readonly clock: WallClock
  readonly mailboxes: readonly MailboxData[]
  readonly question: SuggestionQuestion
}

/** `m:SuggestionsResponse`: for each day of the window how good it is, and its best times. @source ews.md 4.14 */
export function suggestionsResponse(asked: Asked): EwsObject {
  const { clock, mailboxes, question, store, caller } = asked
  const invitees = mailboxes.map((mailbox) => inviteeOf(asked, mailbox))
  const hours = caller.mailbox === undefined ? USUAL_HOURS : workingHoursOf(store, caller.mailbox.mailboxGuid)
  const wish = { ...question, isWorkTime: (span: Span) => isWorkTime(hours, store.zones, span) }
  const days = daysOf(question.span, clock).map((day) => {
    const ranked = rankedTimes(invitees, day, wish)
    return {
      Date: onClock(clock, day.from),
      DayQuality: (ranked.find((time) => time.isWorkTime) ?? ranked[0])?.quality ?? 'Poor',
      SuggestionArray: { Suggestion: chosenTimes(ranked, wish).map((time) => renderSuggestion(time, clock)) },
    }
  })
  return { ResponseMessage: success(), SuggestionDayResultArray: { SuggestionDayResult: days } }
}

/** The days that a window touches, from midnight to midnight on the clock of the request. */
function daysOf({ from, to }: Span, clock: WallClock): readonly Span[] {
  const days: Span[] = []
  const first = Math.floor(clock.toWall(from) / DAY_MS) * DAY_MS
  for (let wall = first; clock.fromWall(wall) < to; wall += DAY_MS) {
    days.push({ from: clock.fromWall(wall), to: clock.fromWall(wall + DAY_MS) })
  }
  return days
}

const DAY_MS = 86_400_000

function inviteeOf(asked: Asked, { address, excludesConflicts }: MailboxData): Invitee {
  const { recipients } = asked.store
  const recipient = recipients.resolve(address)
  if (recipient === undefined) return { kind: 'unknown', people: [], excludesConflicts }
  if (recipient.kind !== 'group') {
    return { kind: 'individual', people: [timesOf(asked, recipient.mailboxGuid)], excludesConflicts }
  }
  const members = recipients.expand(recipient.objectGuid)
  if (members.length > MAX_MEMBERS) return { kind: 'tooBigGroup', people: [], excludesConflicts }
  const people = members.map(({ mailboxGuid }) => timesOf(asked, mailboxGuid))
  return { kind: 'group', people, excludesConflicts }
}

/** Somebody's calendar without the meeting that is to be moved; undefined when the caller may not see it. */
function timesOf({ store, caller, question }: Asked, mailbox: string | undefined): PersonTimes {
  if (mailbox === undefined || store.mailbox(mailbox) === undefined) return undefined
  if (!seesFreeBusy(store, caller, mailbox)) return undefined
  const { span, durationMs, moved } = question
  const reach = { from: instant(span.from - DAY_MS), to: instant(span.to + DAY_MS + durationMs) }
  return busyTimes(store, mailbox, reach).filter((time) => !isMoved(time, moved))
}

function isMoved({ item, start }: BusyTime, moved: SuggestionQuestion['moved']): boolean {
  if (moved.uid === undefined || item.event.uid.toUpperCase() !== moved.uid.toUpperCase()) return false
  return moved.start === undefined || moved.start === start
}

function renderSuggestion(
  { start, isWorkTime: isWork, quality, conflicts }: Suggestion,
  clock: WallClock,
): EwsObject {
  return {
    MeetingTime: onClock(clock, start),
    IsWorkTime: isWork,
    SuggestionQuality: quality,
    AttendeeConflictDataArray: { $each: conflicts.map(renderConflict) },
  }
}

function renderConflict(conflict: InviteeConflict): EwsElement {
  switch (conflict.kind) {
    case 'unknown':
      return { name: 'UnknownAttendeeConflictData', value: {} }
    case 'tooBigGroup':
      return { name: 'TooBigGroupAttendeeConflictData', value: {} }
    case 'individual':
      return { name: 'IndividualAttendeeConflictData', value: { BusyType: conflict.status } }
    case 'group':
      return {
        name: 'GroupAttendeeConflictData',
        value: {
          NumberOfMembers: conflict.members,
          NumberOfMembersAvailable: conflict.available,
          NumberOfMembersWithConflict: conflict.conflicting,
          NumberOfMembersWithNoData: conflict.withoutData,
        },
      }
  }
}

/** Times are on the clock of the request and do not say so. @source ews.md 4.14 */
function onClock(clock: WallClock, at: Instant): string {
  return formatSeconds(instant(clock.toWall(at))).replace('Z', '')
}
