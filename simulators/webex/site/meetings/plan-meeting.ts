import { PLAN_DEFAULTS, type MeetingPlan } from '../../meetings/new-meeting.js'
import type { SiteMeeting } from '../../records/site-meetings.js'
import type { SiteUser } from '../../records/sites.js'
import { findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import type { AccountCall } from '../operation.js'
import { brokenRule } from '../password.js'
import { zoneFor } from '../wall-clock.js'
import { nearestSiteZone } from '../time-zones.js'
import { mayScheduleFor } from './find-meeting.js'
import type { MeetingRequest } from './meeting-request.js'
import { recurrenceOf } from './repeat.js'

/** What a request makes of a meeting, or of none yet: what it does not name stays, or has the default. */
export function planMeeting(call: AccountCall, request: MeetingRequest, before?: SiteMeeting): MeetingPlan {
  const host = hostFor(call, request, before)
  const kept = before ?? { ...PLAN_DEFAULTS, ...emptyPlan(call, host) }
  const {
    metaData = {},
    accessControl = {},
    participants = {},
    telephony = {},
    attendeeOptions = {},
  } = request
  const plan = {
    ...kept,
    hostWebExId: host.webExId,
    title: metaData.confName ?? kept.title,
    agenda: metaData.agenda ?? kept.agenda,
    sessionType: metaData.meetingType ?? kept.sessionType,
    password: accessControl.meetingPassword ?? kept.password,
    isListed: accessControl.listToPublic ?? kept.isListed,
    isPublic: accessControl.isPublic ?? kept.isPublic,
    ...times(call, request, kept),
    maxParticipants: participants.maxUserNumber ?? kept.maxParticipants,
    invitees: inviteesOf(participants) ?? kept.invitees,
    telephony: telephony.telephonySupport ?? kept.telephony,
    telephonyDescription: telephony.extTelephonyDescription ?? kept.telephonyDescription,
    options: { ...kept.options, ...said(request.enableOptions) },
    tracking: { ...kept.tracking, ...said(request.tracking) },
    excludesPassword: attendeeOptions.excludePassword ?? kept.excludesPassword,
    requiresAccount: attendeeOptions.joinRequiresAccount ?? kept.requiresAccount,
  }
  checkPassword(call, plan.password)
  return plan
}

function emptyPlan({ core, site }: AccountCall, host: SiteUser) {
  return {
    siteName: site.name,
    hostWebExId: host.webExId,
    title: '',
    start: core.clock.now(),
    durationMinutes: 60,
    timeZone: zoneFor(host.timeZoneId).iana,
  }
}

function times({ zones }: AccountCall, { schedule = {}, repeat }: MeetingRequest, kept: MeetingTimes) {
  const zone =
    schedule.timeZoneID === undefined ? nearestSiteZone(zones, kept.timeZone) : zoneFor(schedule.timeZoneID)
  const timeZone = schedule.timeZoneID === undefined ? kept.timeZone : zone.iana
  const { startDate, duration, openTime, joinTeleconfBeforeHost } = schedule
  return {
    timeZone,
    start: startDate === undefined ? kept.start : zones.fromWall(zone.iana, startDate),
    durationMinutes: duration ?? kept.durationMinutes,
    joinBeforeHostMinutes: openTime === undefined ? kept.joinBeforeHostMinutes : Math.floor(openTime / 60),
    canJoinTelephoneBeforeHost: joinTeleconfBeforeHost ?? kept.canJoinTelephoneBeforeHost,
    recurrence: repeat === undefined ? kept.recurrence : recurrenceOf(repeat, zones, zone.iana),
  }
}

type MeetingTimes = Pick<
  MeetingPlan,
  | 'timeZone'
  | 'start'
  | 'durationMinutes'
  | 'joinBeforeHostMinutes'
  | 'canJoinTelephoneBeforeHost'
  | 'recurrence'
>

/** The host whom the request names, or the one that the meeting has, or the caller; it needs a host licence. */
function hostFor(call: AccountCall, { schedule }: MeetingRequest, before?: SiteMeeting): SiteUser {
  const { core, site, caller } = call
  const name = schedule?.hostWebExID ?? before?.hostWebExId
  const host = name === undefined ? caller : findSiteUser(core, site, name)
  if (host === undefined) throw refuse('userNotFound')
  if (!mayScheduleFor(call, host) || !host.host) throw refuse('accessDenied')
  return host
}

function checkPassword({ site }: AccountCall, password: string): void {
  const { requiresMeetingPassword, meetingPassword } = site.policy
  if (password === '' && requiresMeetingPassword) throw refuse('noMeetingPassword')
  const rule = password === '' ? undefined : brokenRule(password, meetingPassword)
  if (rule !== undefined) {
    throw refuse('invalid', { reason: rule, value: 'bodyContent/accessControl/meetingPassword' })
  }
}

/** Who is invited, by the request; undefined when it does not say. */
function inviteesOf({ attendees }: NonNullable<MeetingRequest['participants']>) {
  return attendees?.attendee.map(({ person, role }) => ({
    email: person.email.toLowerCase(),
    displayName: person.name ?? [person.firstName, person.lastName].filter(Boolean).join(' '),
    isCoHost: role === 'HOST',
  }))
}

/** The entries of a table that say something. */
function said<T>(table: Readonly<Record<string, T | undefined>> = {}): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
