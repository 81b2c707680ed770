import { isChangeOf, type Change, type Core, type World } from '../../core/index.js'
import { cloudOrigin, type EndpointSet } from '../../network/index.js'
import { renderMeeting } from '../calendar/render-meeting.js'
import { activitiesOf, type Told } from '../conversation/activities-of.js'
import { renderActivity } from '../conversation/activity.js'
import { renderFeature } from '../features/features-of.js'
import { calendarRequests, type CalendarRequest } from '../records/calendar-requests.js'
import { features, type Feature } from '../records/features.js'
import { calendarMeetings, type CalendarMeeting } from '../records/meetings.js'
import { freeBusyEvent } from '../scheduling/free-busy-notice.js'
import type { MercuryEvent } from './envelope.js'

/** Makes an event for a client, which names hosts as that client came to know them. */
export type RenderEvent = (endpoints: EndpointSet) => MercuryEvent

/** The people whose clients are told, and what. */
export interface Notice {
  readonly audience: readonly string[]
  readonly render: RenderEvent
}

/** What clients are told of some changes; nothing of a change that no client shows. @source webex.md 8 */
export function noticesOf(core: Core, changes: readonly Change[]): readonly Notice[] {
  return [
    ...changes.flatMap((change) => ownNotices(core.world, change)),
    ...activitiesOf(core, changes).map(activityNotice),
  ]
}

function ownNotices(world: World, change: Change): readonly Notice[] {
  if (isChangeOf(calendarRequests, change)) return answerNotices(change)
  if (isChangeOf(features, change)) return featureNotices(change)
  return isChangeOf(calendarMeetings, change) ? meetingNotices(world, change) : []
}

function activityNotice({ audience, activity }: Told): Notice {
  return {
    audience,
    render: (endpoints) => renderActivity(activity, cloudOrigin(endpoints, 'conversation')),
  }
}

function answerNotices(change: Change<CalendarRequest>): readonly Notice[] {
  const event = freeBusyEvent(change)
  const asker = change.after?.askerId
  return event === null || asker === undefined ? [] : [{ audience: [asker], render: () => event }]
}

/** @observed @webex/internal-plugin-mercury 3.12.0: the name of the event and of its field */
function featureNotices({ after }: Change<Feature>): readonly Notice[] {
  if (after === undefined) return []
  const event = { eventType: 'featureToggle_update', featureToggle: renderFeature(after) }
  return [{ audience: [after.userId], render: () => event }]
}

/** Who was in the meeting and is no more is told that it has gone. */
function meetingNotices(world: World, { before, after }: Change<CalendarMeeting>): readonly Notice[] {
  const present = after?.audience ?? []
  const left = (before?.audience ?? []).filter((id) => !present.includes(id))
  return [
    ...(after === undefined
      ? []
      : [{ audience: present, render: meetingEvent(world, after, before === undefined) }]),
    ...(before === undefined || left.length === 0 ? [] : [{ audience: left, render: deleteEvent(before) }]),
  ]
}

function meetingEvent(world: World, meeting: CalendarMeeting, isNew: boolean): RenderEvent {
  return (endpoints) => ({
    eventType: isNew ? 'calendar.meeting.create' : 'calendar.meeting.update',
    calendarMeetingExternal: renderMeeting(world, meeting, endpoints.advertised.cloud),
  })
}

function deleteEvent({ id }: CalendarMeeting): RenderEvent {
  return () => ({ eventType: 'calendar.meeting.delete', calendarMeetingExternal: { id } })
}
