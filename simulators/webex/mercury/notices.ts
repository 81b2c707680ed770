import { isChangeOf, type Change } from '../../core/index.js'
import { renderMeeting } from '../calendar/render-meeting.js'
import { calendarRequests, type CalendarRequest } from '../records/calendar-requests.js'
import { calendarMeetings, type CalendarMeeting } from '../records/meetings.js'
import { freeBusyEvent } from '../scheduling/free-busy-notice.js'
import type { MercuryEvent } from './envelope.js'

/** The people whose clients are told, and what; the event may name the origin by which a client came. */
export interface Notice {
  readonly audience: readonly string[]
  readonly render: (origin: string) => MercuryEvent
}

/** What clients are told of one change; nothing for a change that no client shows. @source webex.md 8 */
export function noticesOf(change: Change): readonly Notice[] {
  if (isChangeOf(calendarRequests, change)) return answerNotices(change)
  return isChangeOf(calendarMeetings, change) ? meetingNotices(change) : []
}

function answerNotices(change: Change<CalendarRequest>): readonly Notice[] {
  const event = freeBusyEvent(change)
  const asker = change.after?.askerId
  return event === null || asker === undefined ? [] : [{ audience: [asker], render: () => event }]
}

/** Who was in the meeting and is no more is told that it has gone. */
function meetingNotices({ before, after }: Change<CalendarMeeting>): readonly Notice[] {
  const present = after?.audience ?? []
  const left = (before?.audience ?? []).filter((id) => !present.includes(id))
  return [
    ...(after === undefined
      ? []
      : [{ audience: present, render: meetingEvent(after, before === undefined) }]),
    ...(before === undefined || left.length === 0 ? [] : [{ audience: left, render: deleteEvent(before) }]),
  ]
}

function meetingEvent(meeting: CalendarMeeting, isNew: boolean): Notice['render'] {
  return (origin) => ({
    eventType: isNew ? 'calendar.meeting.create' : 'calendar.meeting.update',
    calendarMeetingExternal: renderMeeting(meeting, origin),
  })
}

function deleteEvent({ id }: CalendarMeeting): Notice['render'] {
  return () => ({ eventType: 'calendar.meeting.delete', calendarMeetingExternal: { id } })
}
