import { formatSeconds, instant, type Core, type Instant } from '../../core/index.js'
import type { Zones } from '../../core/zones/zones.js'
import { hydraId } from '../hydra-id.js'
import { people } from '../records/people.js'
import type { SiteMeeting } from '../records/site-meetings.js'
import { siteUserKey, siteUsers, sites } from '../records/sites.js'
import { renderTelephony } from './render-telephony.js'
import { endOf } from './meeting-state.js'
import { meetingLink } from './new-meeting.js'
import { formatRule } from './recurrence-rule.js'

/** The address that video systems without a name for it call. @source hybrid-calendar.md, the join block */
export const VIDEO_ADDRESS = '173.243.2.68'

/** How somebody looks at a meeting: in which zone, and whether as its host. */
export interface MeetingLook {
  readonly zones: Zones
  readonly timeZone: string
  readonly isForHost: boolean
}

/** A meeting as the Meetings API shows it. @source webex.md 6 */
export function renderMeeting(core: Core, meeting: SiteMeeting, look: MeetingLook): object {
  const { world, clock } = core
  const { hostWebExId, siteName, number, recurrence } = meeting
  const host = world.get(siteUsers, siteUserKey(siteName, hostWebExId))
  const person = host === undefined ? undefined : world.one(people, 'email', host.email)
  const secrets = look.isForHost ? { hostKey: meeting.hostKey } : {}
  return {
    id: meeting.id,
    meetingNumber: number,
    title: meeting.title,
    ...(meeting.agenda === '' ? {} : { agenda: meeting.agenda }),
    ...(meeting.password === '' ? {} : passwords(meeting)),
    meetingType: 'meetingSeries',
    state: isOver(meeting, clock.now()) ? 'expired' : 'active',
    timezone: look.timeZone,
    start: formatInZone(look, meeting.start),
    end: formatInZone(look, endOf(meeting)),
    ...(recurrence === null ? {} : { recurrence: formatRule(recurrence) }),
    ...(person === undefined ? {} : { hostUserId: hydraId('PEOPLE', person.id) }),
    hostDisplayName: host === undefined ? hostWebExId : `${host.firstName} ${host.lastName}`.trim(),
    hostEmail: host?.email ?? hostWebExId,
    ...secrets,
    siteUrl: siteName,
    webLink: meetingLink(meeting, 'attendee'),
    sipAddress: `${number}@${siteName}`,
    dialInIpAddress: VIDEO_ADDRESS,
    ...(meeting.roomId === null ? {} : { roomId: hydraId('ROOM', meeting.roomId) }),
    enabledJoinBeforeHost: meeting.joinBeforeHostMinutes > 0,
    joinBeforeHostMinutes: meeting.joinBeforeHostMinutes,
    enableConnectAudioBeforeHost: meeting.canJoinTelephoneBeforeHost,
    excludePassword: meeting.excludesPassword,
    publicMeeting: meeting.isPublic,
    telephony: renderTelephony(world.get(sites, siteName), siteName, number),
  }
}

function passwords({ password, numericPassword }: SiteMeeting) {
  return { password, phoneAndVideoSystemPassword: numericPassword }
}

/** A series is over when its last day is known and has passed; one that ends by a count is taken to go on. @inferred */
function isOver(meeting: SiteMeeting, now: Instant): boolean {
  const { recurrence } = meeting
  if (recurrence === null) return endOf(meeting) <= now
  return recurrence.until !== null && recurrence.until <= now
}

const two = (value: number) => String(value).padStart(2, '0')

/** `2026-11-22T10:00:00+01:00`, or with a `Z` in a zone that keeps to UTC. */
export function formatInZone({ zones, timeZone }: Omit<MeetingLook, 'isForHost'>, at: Instant): string {
  const minutes = Math.round(zones.offsetMs(timeZone, at) / 60_000)
  const wall = formatSeconds(instant(at + minutes * 60_000))
  if (minutes === 0) return wall
  const size = Math.abs(minutes)
  return wall.replace('Z', `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`)
}
