import { z } from 'zod'
import type { Core } from '../../core/index.js'
import { CALENDAR_PATH } from '../calendar/render-meeting.js'
import { settingsOf } from '../fleet/settings/settings-of.js'
import { ok } from '../rest/answer.js'
import { bearer, route, type Route } from '../rest/route.js'

/**
 * What the organization has set about the meetings that its apps and devices show.
 * @inferred our design: the name of the setting is that of Control Hub, how clients learn it is not public
 */
export function settingsRoute({ world }: Core): Route {
  return route({
    method: 'GET',
    path: `${CALENDAR_PATH}/settings`,
    summary: 'Tells how early meetings can be joined',
    access: bearer(),
    answers: { 200: z.strictObject({ bgbIntervalMinutes: z.number() }) },
    handle: ({ who }) => ok({ bgbIntervalMinutes: settingsOf(world, who().orgId).joinButtonMinutes }),
  })
}
