import type { z } from 'zod'
import { formatSeconds, instant, type Core } from '../../core/index.js'
import { siteMeetings, type SiteMeeting } from '../records/site-meetings.js'
import { ok, type Answer } from '../rest/answer.js'
import { invalid, notFound } from '../rest/rest-fault.js'
import { route, type Call, type Route } from '../rest/route.js'
import { CAN_SCHEDULE, WRITE_FOR_OTHERS } from './for-others.js'
import { partOf } from './meeting-store.js'
import { meetingLink } from './new-meeting.js'
import { joinBody, joinShape } from './shapes.js'

type Body = z.output<typeof joinBody>

/** @source developer.webex.com, join a meeting: what is taken when the request does not say */
const USUAL_MINUTES = 15

/** `/v1/meetings/join`: the links that open a meeting. @source webex.md 6; @inferred that they are those of the meeting with a ticket */
export function joinRoutes(core: Core): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/v1/meetings/join',
      summary: 'Get the links that open a meeting',
      access: CAN_SCHEDULE,
      body: joinBody,
      answers: { 200: joinShape },
      handle: join,
    }),
  ]

  function join({ who, body }: Call<Body, undefined>): Answer {
    const meeting = find(body)
    const isHost = partOf(core, who(), { meeting, forOthers: WRITE_FOR_OTHERS }) === 'host'
    if (!isHost && body.password !== undefined && body.password !== meeting.password) {
      throw invalid('The password of the meeting is another one.')
    }
    const ticket = (audience: 'host' | 'attendee') =>
      `${meetingLink(meeting, audience)}&TK=${core.ids.hex(16)}`
    const minutes = body.expirationMinutes ?? USUAL_MINUTES
    return ok({
      ...(isHost ? { startLink: ticket('host') } : {}),
      joinLink: ticket('attendee'),
      expiration: formatSeconds(instant(core.clock.now() + minutes * 60_000)),
    })
  }

  /** Whoever knows the number or the link of a meeting can join it. */
  function find({ meetingId, meetingNumber, webLink }: Body): SiteMeeting {
    const number = meetingNumber?.replaceAll(' ', '')
    if (meetingId === undefined && number === undefined && webLink === undefined) {
      throw invalid('One of meetingId, meetingNumber and webLink is needed.')
    }
    for (const { record } of core.world.all(siteMeetings)) {
      if (record.id === meetingId || record.number === number) return record
      if (webLink !== undefined && meetingLink(record, 'attendee') === webLink) return record
    }
    throw notFound()
  }
}
