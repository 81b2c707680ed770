import { z } from 'zod'
import { parseInstant, put } from '../../core/index.js'
import { people, type OutOfOffice } from '../records/people.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'
import { servedUser } from './own-cluster.js'
import { FLEET_PATH } from './fleet-path.js'

const time = z.iso.datetime({ offset: true }).transform(parseInstant)

/** The texts of the automatic replies are no part of it: they are never sent. */
const stateBody = z.strictObject({
  state: z.enum(['Enabled', 'Scheduled']),
  start: time.optional(),
  end: time.optional(),
  externalAudience: z.enum(['None', 'Known', 'All']),
})

/** Who is away, and until when. @source webex.md 15.5 */
export function outOfOfficeRoutes({ core: { world } }: FleetContext): readonly Route[] {
  const path = `${FLEET_PATH}/users/:userId/out-of-office`

  return [
    route({
      method: 'PUT',
      path,
      summary: 'Says that a user is away, and when',
      access: machine,
      body: stateBody,
      answers: { 200: z.strictObject({}) },
      handle(call) {
        const { start = null, end = null, externalAudience } = call.body
        return set(call, { start, end, externalAudience })
      },
    }),
    route({
      method: 'DELETE',
      path,
      summary: 'Says that a user is back',
      access: machine,
      answers: { 204: null },
      handle: (call) => set(call, null),
    }),
  ]

  function set(
    { who, param, cause }: Pick<Call<unknown, unknown>, 'who' | 'param' | 'cause'>,
    outOfOffice: OutOfOffice | null,
  ): Answer {
    const person = servedUser(world, who(), param('userId'))
    const reason = outOfOffice === null ? 'back in the office' : 'out of office'
    world.commit({ cause, reason, writes: [put(people, { ...person, outOfOffice })] })
    return outOfOffice === null ? noContent : ok({})
  }
}
