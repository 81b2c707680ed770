import { put, remove, type Core } from '../../core/index.js'
import type { Caller } from '../identity/caller.js'
import { siteMeetings, type SiteMeeting } from '../records/site-meetings.js'
import { siteUserKey, siteUsers, sites } from '../records/sites.js'
import { notFound } from '../rest/rest-fault.js'
import { mayActForOthers, type ForOthers } from './account-of.js'

/** What the caller of the Meetings API is to a meeting. */
export type Part = 'host' | 'guest'

/** The meeting of an id and the caller's part in it. A meeting of others is told as one that there is not. */
export function meetingById(
  core: Core,
  caller: Caller,
  { id, forOthers }: { readonly id: string; readonly forOthers: ForOthers },
): { readonly meeting: SiteMeeting; readonly part: Part } {
  const meeting = core.world.get(siteMeetings, id)
  const part = meeting === undefined ? undefined : partOf(core, caller, { meeting, forOthers })
  if (meeting === undefined || part === undefined) throw notFound()
  return { meeting, part }
}

/** The caller's part in a meeting: hosts, their delegates and administrators of the organization act as the host. */
export function partOf(
  { world }: Core,
  caller: Caller,
  { meeting, forOthers }: { readonly meeting: SiteMeeting; readonly forOthers: ForOthers },
): Part | undefined {
  if (world.get(sites, meeting.siteName)?.orgId !== caller.orgId) return undefined
  const host = world.get(siteUsers, siteUserKey(meeting.siteName, meeting.hostWebExId))
  const isHost = host?.email === caller.name || (host?.delegates.includes(caller.name) ?? false)
  if (isHost || mayActForOthers(caller, forOthers)) return 'host'
  return meeting.invitees.some(({ email }) => email === caller.name) ? 'guest' : undefined
}

export function keepMeeting(
  { world }: Core,
  meeting: SiteMeeting,
  change: { cause: string; reason: string },
) {
  world.commit({ ...change, writes: [put(siteMeetings, meeting)] })
}

export function dropMeeting({ world }: Core, meeting: SiteMeeting, cause: string): void {
  world.commit({ cause, reason: 'meeting deleted', writes: [remove(siteMeetings, meeting.id)] })
}
