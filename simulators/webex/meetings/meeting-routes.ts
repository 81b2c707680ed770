import type { z } from 'zod'
import type { Core } from '../../core/index.js'
import { createZones } from '../../core/zones/zones.js'
import type { Caller } from '../identity/caller.js'
import type { SiteMeeting } from '../records/site-meetings.js'
import { sites } from '../records/sites.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { forbidden, notFound } from '../rest/rest-fault.js'
import { route, type Call, type Route } from '../rest/route.js'
import { roomFor } from '../spaces/find-spaces.js'
import { accountOf } from './account-of.js'
import { changeMeeting } from './change-meeting.js'
import { CAN_SCHEDULE, WRITE_FOR_OTHERS } from './for-others.js'
import { newMeetingPassword } from './meeting-password.js'
import { dropMeeting, keepMeeting, meetingById } from './meeting-store.js'
import { newMeeting, PLAN_DEFAULTS } from './new-meeting.js'
import { renderMeeting } from './render-meeting.js'
import { createBody, meetingShape, patchBody, putBody, type MeetingChanges } from './shapes.js'

const ONE = '/v1/meetings/:meetingId'

/** Scheduling through `/v1/meetings`: what the XML API of the site shows as well. @source webex.md 6 */
export function meetingRoutes(core: Core): readonly Route[] {
  const zones = createZones()
  const onOne = { path: ONE, access: CAN_SCHEDULE, answers: { 200: meetingShape }, handle: change }

  return [
    route({
      method: 'POST',
      path: '/v1/meetings',
      summary: 'Schedule a meeting',
      access: CAN_SCHEDULE,
      body: createBody,
      answers: { 200: meetingShape },
      handle: create,
    }),
    route({ ...onOne, method: 'PUT', summary: 'Change a meeting, naming all it needs', body: putBody }),
    route({ ...onOne, method: 'PATCH', summary: 'Change a part of a meeting', body: patchBody }),
    route({
      method: 'DELETE',
      path: ONE,
      summary: 'Cancel a meeting',
      access: CAN_SCHEDULE,
      answers: { 204: null },
      handle: cancel,
    }),
  ]

  function create({ who, body, cause }: Call<z.output<typeof createBody>, undefined>): Answer {
    const { roomId, ...changes } = body
    const { hostEmail: email, siteUrl } = changes
    const { site, user } = accountOf(core, who(), { email, siteUrl, forOthers: WRITE_FOR_OTHERS })
    if (!user.host) throw forbidden()
    const plan = {
      ...PLAN_DEFAULTS,
      siteName: site.name,
      hostWebExId: user.webExId,
      title: changes.title,
      start: core.clock.now(),
      durationMinutes: 0,
      timeZone: 'UTC',
      password: newMeetingPassword(core, site),
      roomId: roomId === undefined ? null : roomFor(core.world, who(), roomId).id,
    }
    return keep(newMeeting(core, changeMeeting({ core, zones, site }, plan, changes)), {
      cause,
      reason: 'meeting scheduled',
    })
  }

  function change({ who, param, body, cause }: Call<MeetingChanges, undefined>): Answer {
    const before = own(who(), param('meetingId'))
    const site = core.world.get(sites, before.siteName)
    if (site === undefined) throw notFound()
    return keep(changeMeeting({ core, zones, site }, before, body), { cause, reason: 'meeting changed' })
  }

  function cancel({ who, param, cause }: Call<undefined, undefined>): Answer {
    dropMeeting(core, own(who(), param('meetingId')), cause)
    return noContent
  }

  function keep(meeting: SiteMeeting, change: { cause: string; reason: string }): Answer {
    keepMeeting(core, meeting, change)
    return ok(renderMeeting(core, meeting, { zones, timeZone: meeting.timeZone, isForHost: true }))
  }

  /** The meeting, if the caller acts as its host; a guest learns that it is not theirs. */
  function own(caller: Caller, id: string): SiteMeeting {
    const { meeting, part } = meetingById(core, caller, { id, forOthers: WRITE_FOR_OTHERS })
    if (part !== 'host') throw forbidden()
    return meeting
  }
}
