import { isInProgress } from '../../meetings/meeting-state.js'
import type { SiteMeeting } from '../../records/site-meetings.js'
import type { DialIn } from '../../records/sites.js'
import type { AccountCall } from '../operation.js'
import { formatSiteTime } from '../site-time.js'
import { nearestSiteZone } from '../time-zones.js'
import { mayScheduleFor, hostOf } from './find-meeting.js'
import type { Repeating } from './repeat.js'

/** A meeting as an operation tells it: its times in a zone of the XML API. */
export interface MeetingView extends Repeating {
  readonly startDate: string
  readonly status: 'INPROGRESS' | 'NOT_INPROGRESS'
  /** Whether the caller may see what lets somebody be its host. */
  readonly isForHost: boolean
  readonly dialIn: readonly DialIn[]
}

export function viewMeeting(call: AccountCall, meeting: SiteMeeting): MeetingView {
  const { zones, core, site } = call
  const zone = nearestSiteZone(zones, meeting.timeZone)
  return {
    meeting,
    zone,
    zones,
    startDate: formatSiteTime(zones.toWall(zone.iana, meeting.start)),
    status: isInProgress(meeting, core.clock.now()) ? 'INPROGRESS' : 'NOT_INPROGRESS',
    isForHost: mayScheduleFor(call, hostOf(call, meeting)),
    dialIn: site.dialIn,
  }
}
