import { z } from 'zod'
import { parseInstant, type Core } from '../../core/index.js'
import { createZones } from '../../core/zones/zones.js'
import type { Caller } from '../identity/caller.js'
import { siteMeetings, type SiteMeeting } from '../records/site-meetings.js'
import { ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { route, type Call, type RequestContext, type Route } from '../rest/route.js'
import { accountOf } from './account-of.js'
import { CAN_READ, READ_FOR_OTHERS } from './for-others.js'
import { endOf } from './meeting-state.js'
import { meetingById, partOf, type Part } from './meeting-store.js'
import { readZone } from './meeting-times.js'
import { meetingLink } from './new-meeting.js'
import { renderMeeting } from './render-meeting.js'
import { inviteesShape, meetingShape, meetingsShape } from './shapes.js'

const moment = z.iso.datetime({ offset: true }).transform(parseInstant)

const listQuery = z.strictObject({
  ...pageQuery(100, 10),
  meetingNumber: z.string().optional(),
  webLink: z.string().optional(),
  meetingType: z.literal('meetingSeries').optional(),
  from: moment.optional(),
  to: moment.optional(),
  hostEmail: z.email().optional(),
  siteUrl: z.string().optional(),
})

type ListQuery = z.output<typeof listQuery>

const inviteesQuery = z.strictObject({ meetingId: z.string() })

/** Reading meetings through `/v1/meetings`: one that repeats is one item, the series. @source webex.md 6 */
export function readingRoutes(core: Core): readonly Route[] {
  const zones = createZones()

  return [
    route({
      method: 'GET',
      path: '/v1/meetings',
      summary: 'List meetings',
      access: CAN_READ,
      query: listQuery,
      answers: { 200: meetingsShape },
      handle: list,
    }),
    route({
      method: 'GET',
      path: '/v1/meetings/:meetingId',
      summary: 'Show a meeting',
      access: CAN_READ,
      answers: { 200: meetingShape },
      handle: show,
    }),
    route({
      method: 'GET',
      path: '/v1/meetingInvitees',
      summary: 'List who is invited to a meeting',
      access: CAN_READ,
      query: inviteesQuery,
      answers: { 200: inviteesShape },
      handle: invitees,
    }),
  ]

  function list(call: Call<undefined, ListQuery>): Answer {
    const { exchange, origin, query } = call
    const isWanted = filterOf(query)
    const found = meetingsFor(call.who(), query)
      .filter(isWanted)
      .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
    const part = (meeting: SiteMeeting) =>
      partOf(core, call.who(), { meeting, forOthers: READ_FOR_OTHERS }) ?? 'guest'
    const render = (meeting: SiteMeeting) => view(call, meeting, part(meeting))
    return page(found, { exchange, origin, query, keyOf: ({ id }) => id, render })
  }

  function show(call: Call<undefined, undefined>): Answer {
    const { meeting, part } = readable(call, call.param('meetingId'))
    return ok(view(call, meeting, part))
  }

  function invitees(call: Call<undefined, z.output<typeof inviteesQuery>>): Answer {
    const { meeting } = readable(call, call.query.meetingId)
    const items = meeting.invitees.map(({ email, displayName, isCoHost }) => ({
      id: `${meeting.id}_${Buffer.from(email).toString('hex')}`,
      meetingId: meeting.id,
      email,
      displayName,
      coHost: isCoHost,
      panelist: false,
    }))
    return ok({ items })
  }

  /** What somebody hosts or is invited to. An administrator names whose meetings those are. */
  function meetingsFor(caller: Caller, { hostEmail, siteUrl }: ListQuery): readonly SiteMeeting[] {
    const wanted = { email: hostEmail, siteUrl, forOthers: READ_FOR_OTHERS }
    const { site, user } = accountOf(core, caller, wanted)
    const hosted = core.world.by(siteMeetings, 'host', `${site.name}/${user.webExId}`)
    const invited = hostEmail === undefined ? core.world.by(siteMeetings, 'invitee', user.email) : []
    const found = [...hosted, ...invited].map(({ record }) => record)
    return [...new Map(found.map((meeting) => [meeting.id, meeting])).values()]
  }

  function readable(call: RequestContext & { who(): Caller }, id: string) {
    return meetingById(core, call.who(), { id, forOthers: READ_FOR_OTHERS })
  }

  /** The times of an answer are in the zone that the header names, or else in UTC. @source developer.webex.com, meetings */
  function view({ exchange }: RequestContext, meeting: SiteMeeting, part: Part): object {
    const header = exchange.request.headers['timezone']
    const timeZone = typeof header === 'string' ? readZone(zones, header) : 'UTC'
    return renderMeeting(core, meeting, { zones, timeZone, isForHost: part === 'host' })
  }
}

function filterOf({ meetingNumber, webLink, from, to }: ListQuery): (meeting: SiteMeeting) => boolean {
  const number = meetingNumber?.replaceAll(' ', '')
  return (meeting) =>
    (number === undefined || meeting.number === number) &&
    (webLink === undefined || meetingLink(meeting, 'attendee') === webLink) &&
    (from === undefined || lastEnd(meeting) > from) &&
    (to === undefined || meeting.start < to)
}

/** When the last meeting of a series ends, as far as that is known. */
function lastEnd(meeting: SiteMeeting): number {
  const { recurrence } = meeting
  return recurrence === null ? endOf(meeting) : (recurrence.until ?? Infinity)
}
