import { siteMeetings, type SiteMeeting } from '../../records/site-meetings.js'
import type { SiteUser } from '../../records/sites.js'
import { findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import type { AccountCall } from '../operation.js'

/**
 * The meeting of a key, if the caller may do that with it: look at it (its host, who is invited and administrators) or
 * change it (its host, who may schedule for the host, and administrators).
 * @inferred that a meeting of others is told as one that there is not, so that keys cannot be tried out
 */
export function meetingFor(call: AccountCall, key: string, purpose: 'read' | 'act'): SiteMeeting {
  const { core, site, caller } = call
  const meeting = core.world.one(siteMeetings, 'number', `${site.name}/${key}`)
  if (meeting === undefined) throw refuse('meetingNotFound')
  const isReader = purpose === 'read' && (caller.readOnlyAdmin || isInvited(meeting, caller))
  if (isReader || mayScheduleFor(call, hostOf(call, meeting))) return meeting
  throw refuse('meetingNotFound')
}

export function isInvited({ invitees }: SiteMeeting, { email }: SiteUser): boolean {
  return invitees.some((invitee) => invitee.email === email)
}

/** Whether the caller may act in the name of a host: as that host, as a delegate or as an administrator. */
export function mayScheduleFor({ caller }: AccountCall, host: SiteUser | undefined): boolean {
  if (caller.siteAdmin || host?.webExId === caller.webExId) return true
  return host?.delegates.some((name) => name === caller.webExId || name === caller.email) ?? false
}

/** Undefined for a meeting whose host has lost the account. */
export function hostOf({ core, site }: AccountCall, { hostWebExId }: SiteMeeting): SiteUser | undefined {
  return findSiteUser(core, site, hostWebExId)
}
