import { z } from 'zod'
import { instant, parseInstant, type Core, type Instant } from '../../core/index.js'
import { calendarMeetings, type CalendarMeeting } from '../records/meetings.js'
import { ok, type Answer } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { settingsRoute } from '../screens/settings-route.js'
import { CALENDAR_PATH, renderMeeting, renderPart } from './render-meeting.js'

const DAY_MS = 24 * 3_600_000
/** What the service keeps, around now. @source hybrid-calendar.md HC-161, HC-194 */
const KEPT_BEFORE_MS = 7 * DAY_MS
const KEPT_AFTER_MS = 31 * DAY_MS

const time = z.iso.datetime({ offset: true }).transform(parseInstant)
const listQuery = z.looseObject({ fromDate: time.optional(), toDate: time.optional() })

/** `/calendar/api/v1`: the meetings that a person's clients show. @source webex.md 10 */
export function calendarRoutes(core: Core): readonly Route[] {
  const { world, clock } = core
  const all = `${CALENDAR_PATH}/calendarEvents`
  const one = `${all}/:meetingId`

  return [
    settingsRoute(core),
    route({ method: 'GET', path: all, access: bearer(), query: listQuery, handle: list }),
    route({
      method: 'GET',
      path: one,
      access: bearer(),
      handle: (call) => ok(renderMeeting(world, find(call), call.origin)),
    }),
    ...(['notes', 'participants'] as const).map((part) =>
      route({
        method: 'GET',
        path: `${one}/${part}`,
        access: bearer(),
        handle: (call) =>
          ok(renderPart(find(call), part === 'notes' ? 'encryptedNotes' : 'encryptedParticipants')),
      }),
    ),
  ]

  function list({ query, who, origin }: Call<undefined, z.output<typeof listQuery>>): Answer {
    const from = query.fromDate ?? instant(clock.now() - DAY_MS)
    const to = query.toDate ?? instant(clock.now() + 7 * DAY_MS)
    const shown = [...visibleTo(who().id).values()]
      .filter((meeting) => overlaps(meeting, from, to))
      .sort((a, b) => a.start - b.start)
    return ok({ items: shown.map((meeting) => renderMeeting(world, meeting, origin)) })
  }

  function find({ who, param }: Pick<Call<unknown, unknown>, 'who' | 'param'>): CalendarMeeting {
    const meeting = visibleTo(who().id).get(Buffer.from(param('meetingId'), 'base64url').toString('utf8'))
    if (meeting === undefined) throw notFound()
    return meeting
  }

  /** The person's meetings by id, as far as the service keeps them. Where several calendars have uploaded the same one, the person's own counts. */
  function visibleTo(personId: string): ReadonlyMap<string, CalendarMeeting> {
    const byId = new Map<string, CalendarMeeting>()
    const from = instant(clock.now() - KEPT_BEFORE_MS)
    const to = instant(clock.now() + KEPT_AFTER_MS)
    for (const { record } of world.by(calendarMeetings, 'audience', personId)) {
      if (!overlaps(record, from, to)) continue
      if (!byId.has(record.id) || record.ownerId === personId) byId.set(record.id, record)
    }
    return byId
  }
}

function overlaps({ start, durationMinutes }: CalendarMeeting, from: Instant, to: Instant): boolean {
  return start <= to && start + durationMinutes * 60_000 >= from
}
