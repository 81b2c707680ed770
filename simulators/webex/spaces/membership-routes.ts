import { z } from 'zod'
import { put, remove, type Core } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { personByEmail } from '../people/find-people.js'
import { invitePerson, type Invited } from '../people/invite-person.js'
import { memberships, rooms, type Membership, type Room } from '../records/spaces.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { invalid, notFound, RestFault } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { isMember, membersOf, membershipsOf, personOf, roomFor } from './find-spaces.js'
import { newMembership } from './new-room.js'
import { renderMembership } from './render.js'

const CAN_READ = bearer('spark:all', 'spark:memberships_read')
const CAN_WRITE = bearer('spark:all', 'spark:memberships_write')

const newMembershipBody = z.strictObject({
  roomId: z.string(),
  personId: z.string().optional(),
  personEmail: z.string().optional(),
  isModerator: z.boolean().default(false),
})
/** The SDK sends the whole membership back: what cannot be changed is let be. @observed @webex/plugin-memberships 3.12.0 */
const changeBody = z.object({ isModerator: z.boolean(), isRoomHidden: z.boolean().optional() })
const listQuery = z.strictObject({
  ...pageQuery(1000),
  roomId: z.string().optional(),
  personId: z.string().optional(),
  personEmail: z.string().optional(),
})

/** `/v1/memberships`. @source webex.md 6 */
export function membershipRoutes(core: Core): readonly Route[] {
  const { world } = core
  const all = '/v1/memberships'
  const one = '/v1/memberships/:membershipId'

  return [
    route({ method: 'POST', path: all, access: CAN_WRITE, body: newMembershipBody, handle: create }),
    route({ method: 'GET', path: all, access: CAN_READ, query: listQuery, handle: list }),
    route({
      method: 'GET',
      path: one,
      access: CAN_READ,
      handle: ({ who, param }) => ok(render(find(who(), param('membershipId')))),
    }),
    route({ method: 'PUT', path: one, access: CAN_WRITE, body: changeBody, handle: change }),
    route({ method: 'DELETE', path: one, access: CAN_WRITE, handle: destroy }),
  ]

  function create({ body, who, cause }: Call<z.output<typeof newMembershipBody>, undefined>): Answer {
    const room = roomFor(world, who(), body.roomId)
    const { person, writes } = newcomer(body)
    if (isMember(world, person.id, room.id)) {
      throw new RestFault(409, { message: 'Person is already in the room.' })
    }
    const { membership, write } = newMembership(core, {
      roomId: room.id,
      personId: person.id,
      isModerator: body.isModerator,
    })
    world.commit({ cause, reason: 'membership created', writes: [...writes, write] })
    return ok(renderMembership(membership, room, person))
  }

  function newcomer({ personId, personEmail }: z.output<typeof newMembershipBody>): Invited {
    if (personEmail !== undefined) return invitePerson(core, personEmail)
    if (personId === undefined) throw invalid('Either personId or personEmail is required.')
    return { person: personOf(world, parseHydraId('PEOPLE', personId) ?? ''), writes: [] }
  }

  function list({ exchange, origin, query, who }: Call<undefined, z.output<typeof listQuery>>): Answer {
    const found = select(query, who())
    return page(found.map(render), { exchange, origin, max: query.max, after: query.cursor })
  }

  function select(query: z.output<typeof listQuery>, caller: Caller): readonly Membership[] {
    if (query.roomId === undefined) return membershipsOf(world, caller.id)

    const members = membersOf(world, roomFor(world, caller, query.roomId).id)
    const { personId, personEmail } = query
    if (personId === undefined && personEmail === undefined) return members
    const wanted =
      personEmail === undefined
        ? parseHydraId('PEOPLE', personId ?? '')
        : personByEmail(world, personEmail)?.id
    return members.filter((member) => member.personId === wanted)
  }

  function change({ body, who, param, cause }: Call<z.output<typeof changeBody>, undefined>): Answer {
    const membership = find(who(), param('membershipId'))
    const { isModerator, isRoomHidden = membership.isRoomHidden } = body
    const changed = { ...membership, isModerator, isRoomHidden }
    world.commit({ cause, reason: 'membership updated', writes: [put(memberships, changed)] })
    return ok(render(changed))
  }

  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const { personId, roomId } = find(who(), param('membershipId'))
    world.commit({
      cause,
      reason: 'membership deleted',
      writes: [remove(memberships, `${personId}:${roomId}`)],
    })
    return noContent
  }

  function find(caller: Caller, id: string): Membership {
    const membership = world.get(memberships, parseHydraId('MEMBERSHIP', id) ?? '')
    if (membership === undefined || !isMember(world, caller.id, membership.roomId)) throw notFound()
    return membership
  }

  function render(membership: Membership): object {
    return renderMembership(membership, room(membership), personOf(world, membership.personId))
  }

  function room({ roomId }: Membership): Room {
    const found = world.get(rooms, roomId)
    if (found === undefined) throw notFound()
    return found
  }
}
