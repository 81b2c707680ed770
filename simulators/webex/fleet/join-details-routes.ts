import { personByEmail } from '../people/find-people.js'
import { ok, type Answer } from '../rest/answer.js'
import { RestFault } from '../rest/rest-fault.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'
import { joinDetailsAnswer, joinDetailsRequest, type JoinDetailsRequest } from './join-details-request.js'
import { requireKey } from './meeting-routes.js'
import { servedUser } from './own-cluster.js'
import { personalRoomDetails } from './personal-room-details.js'
import { FLEET_PATH } from './fleet-path.js'
import { settingsOf } from './settings/settings-of.js'
import { spaceDetails } from './space-details.js'

/** How a meeting is joined, by what its keyword means. @source webex.md 15.6 */
export function joinDetailsRoutes(context: FleetContext): readonly Route[] {
  const { world } = context.core

  return [
    route({
      method: 'POST',
      path: `${FLEET_PATH}/join-details`,
      summary: 'Tells how a meeting is joined, and makes its space when it has one',
      access: machine,
      body: joinDetailsRequest,
      answers: { 200: joinDetailsAnswer },
      handle: details,
    }),
  ]

  async function details({ body, who, cause }: Call<JoinDetailsRequest, undefined>): Promise<Answer> {
    const organizer = personByEmail(world, body.organizerEmail)
    if (organizer === undefined) {
      throw new RestFault(403, { code: 'USER_NOT_LICENSED', message: 'The organizer has no Webex account.' })
    }
    servedUser(world, who(), organizer.id)
    requireKey(context.core, body.encryptionKeyUrl)

    const target = body.modifier ?? meaningOf(body.keyword, organizer.orgId)
    return target === 'myroom'
      ? ok(personalRoomDetails(context.core, organizer, body.siteUrl))
      : ok(await spaceDetails(context, { organizer, request: body, cause }))
  }

  function meaningOf(keyword: string, orgId: string): 'myroom' | 'space' {
    return settingsOf(world, orgId).keywords[keyword] ?? 'space'
  }
}
