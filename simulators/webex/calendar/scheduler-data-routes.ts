import { z } from 'zod'
import type { Core } from '../../core/index.js'
import { calendarMeetings, type CalendarMeeting } from '../records/meetings.js'
import { sites } from '../records/sites.js'
import { ok, type Answer } from '../rest/answer.js'
import { invalid, notFound } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { CALENDAR_PATH, renderMeeting } from './render-meeting.js'

/** By what a meeting can be named; without any the form is for a new one. @source webex.md 10 */
const NAMES = ['id', 'eventId', 'icalUid', 'clientMeetingId', 'webexMeetingId'] as const
const text = z.string().min(1).optional()
const dataQuery = z.looseObject({
  siteName: z.string().min(1),
  ...{ id: text, eventId: text, icalUid: text, clientMeetingId: text, webexMeetingId: text },
  sessionTypeId: text,
})

type DataQuery = z.output<typeof dataQuery>

/** @inferred That of an ordinary meeting, where the client names none. */
const SESSION_TYPE = '3'

/**
 * `/calendar/api/v1/schedulerData`: what a form for a meeting is filled with. @source webex.md 10 @inferred the
 * attributes of the form, and that nobody is scheduled for: the cloud does not know who may
 */
export function schedulerDataRoutes({ world }: Core): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: `${CALENDAR_PATH}/schedulerData`,
      access: bearer(),
      query: dataQuery,
      handle: data,
    }),
  ]

  function data({ query, who, origin }: Call<undefined, DataQuery>): Answer {
    const site = world.get(sites, query.siteName)
    if (site?.orgId !== who().orgId) throw invalid('siteName: is not a site of the organization')
    const isNew = NAMES.every((name) => query[name] === undefined)
    const meeting = isNew ? undefined : find(query, who().id)
    if (!isNew && meeting === undefined) throw notFound()
    return ok({
      ...(meeting === undefined ? {} : withoutSeries(renderMeeting(world, meeting, origin))),
      encryptedScheduleFor: {},
      schedulerPreferences: {
        uiControlAttributes: {},
        webexOptions: { sessionTypeId: query.sessionTypeId ?? SESSION_TYPE },
      },
    })
  }

  function find({ id, eventId, icalUid }: DataQuery, personId: string): CalendarMeeting | undefined {
    return [...world.by(calendarMeetings, 'audience', personId)]
      .map(({ record }) => record)
      .find((meeting) => [id, eventId].includes(meeting.id) || meeting.source.iCalUid === icalUid)
  }
}

/** With `seriesId` the SDK would decrypt the fields twice. @observed webex.md 10 */
function withoutSeries(meeting: object): object {
  const { seriesId: _, ...others } = meeting as Readonly<Record<string, unknown>>
  return others
}
