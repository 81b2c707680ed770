import type { Core } from '../../core/index.js'
import type { Zones } from '../../core/zones/zones.js'
import type { Recurrence } from '../records/site-meetings.js'
import { invalid } from '../rest/rest-fault.js'
import type { Site } from '../records/sites.js'
import { checkMeetingPassword } from './meeting-password.js'
import { endOf } from './meeting-state.js'
import { readDuration, readTime, readZone } from './meeting-times.js'
import type { MeetingPlan } from './new-meeting.js'
import { parseRule } from './recurrence-rule.js'
import type { MeetingChanges } from './shapes.js'

interface Door {
  readonly core: Core
  readonly zones: Zones
  readonly site: Site
}

/** What a request makes of a plan: what it does not name stays. */
export function changeMeeting<Plan extends MeetingPlan>(
  door: Door,
  plan: Plan,
  changes: MeetingChanges,
): Plan {
  const password = changes.password ?? plan.password
  if (changes.password !== undefined) checkMeetingPassword(door.site, password)
  return {
    ...plan,
    title: changes.title ?? plan.title,
    agenda: changes.agenda ?? plan.agenda,
    password,
    ...timesOf(door, plan, changes),
    recurrence: recurrenceOf(changes.recurrence) ?? plan.recurrence,
    joinBeforeHostMinutes: minutesOf(plan, changes),
    canJoinTelephoneBeforeHost: changes.enableConnectAudioBeforeHost ?? plan.canJoinTelephoneBeforeHost,
    excludesPassword: changes.excludePassword ?? plan.excludesPassword,
    isPublic: changes.publicMeeting ?? plan.isPublic,
    invitees: inviteesOf(changes.invitees) ?? plan.invitees,
  }
}

function timesOf({ core, zones }: Door, plan: MeetingPlan, changes: MeetingChanges) {
  const timeZone = changes.timezone === undefined ? plan.timeZone : readZone(zones, changes.timezone)
  const start = changes.start === undefined ? plan.start : readTime(zones, timeZone, changes.start)
  const oldEnd = endOf(plan)
  const end = changes.end === undefined ? oldEnd : readTime(zones, timeZone, changes.end)
  const isMoved = start !== plan.start || end !== oldEnd
  const durationMinutes = isMoved ? readDuration(start, end, core.clock.now()) : plan.durationMinutes
  return { timeZone, start, durationMinutes }
}

function recurrenceOf(text: string | undefined): Recurrence | undefined {
  if (text === undefined) return undefined
  const rule = parseRule(text)
  if (rule === undefined) throw invalid('recurrence is no rule of RFC 5545 that a meeting can have.')
  return rule
}

function minutesOf(plan: MeetingPlan, changes: MeetingChanges): number {
  if (changes.enabledJoinBeforeHost === false) return 0
  return changes.joinBeforeHostMinutes ?? plan.joinBeforeHostMinutes
}

function inviteesOf(invitees: MeetingChanges['invitees']) {
  return invitees?.map(({ email, displayName, coHost }) => ({
    email: email.toLowerCase(),
    displayName: displayName ?? email,
    isCoHost: coHost ?? false,
  }))
}
