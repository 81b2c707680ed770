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
import { forbidden, invalid, notFound, RestFault } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { isMember, isModerator, membersOf, membershipsOf, personOf, roomFor } from './find-spaces.js'
import { newMembership } from './new-room.js'
import { renderMembership } from './render.js'
import { membershipShape } from './shapes.js'

const CAN_READ = bearer('spark:all', 'spark:memberships_read')
const CAN_WRITE = bearer('spark:all', 'spark:memberships_write')

const newMembershipBody = z.strictObject({
  roomId: z.string(),
  personId: z.string().optional(),
  personEmail: z.email().optional(),
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

type NewMembership = z.output<typeof newMembershipBody>
type ListQuery = z.output<typeof listQuery>

/** `/v1/memberships`. @source developer.webex.com, memberships; webex.md 6 */
export function membershipRoutes(core: Core): readonly Route[] {
  const { world } = core
  const all = '/v1/memberships'
  const one = '/v1/memberships/:membershipId'
  const oneMembership = { 200: membershipShape }

  return [
    route({
      method: 'POST',
      path: all,
      summary: 'Add somebody to a space',
      access: CAN_WRITE,
      body: newMembershipBody,
      answers: oneMembership,
      handle: create,
    }),
    route({
      method: 'GET',
      path: all,
      summary: 'List the people of a space, or the spaces of the caller',
      access: CAN_READ,
      query: listQuery,
      answers: { 200: listOf(membershipShape) },
      handle: list,
    }),
    route({
      method: 'GET',
      path: one,
      summary: 'Show a membership',
      access: CAN_READ,
      answers: oneMembership,
      handle: ({ who, param }) => ok(render(find(who(), param('membershipId')))),
    }),
    route({
      method: 'PUT',
      path: one,
      summary: 'Make somebody a moderator, or hide a direct space',
      access: CAN_WRITE,
      body: changeBody,
      answers: oneMembership,
      handle: change,
    }),
    route({
      method: 'DELETE',
      path: one,
      summary: 'Take somebody out of a space',
      access: CAN_WRITE,
      answers: { 204: null },
      handle: destroy,
    }),
  ]

  function create({ body, who, cause }: Call<NewMembership, undefined>): Answer {
    const room = roomFor(world, who(), body.roomId)
    if (room.type === 'direct') throw invalid('Nobody can be added to a direct room.')
    if (room.isLocked) mustModerate(who(), room)
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

  function newcomer({ personId, personEmail }: NewMembership): Invited {
    if (personEmail !== undefined) return invitePerson(core, personEmail)
    if (personId === undefined) throw invalid('Either personId or personEmail is required.')
    return { person: personOf(world, parseHydraId('PEOPLE', personId) ?? ''), writes: [] }
  }

  function list({ exchange, origin, query, who }: Call<undefined, ListQuery>): Answer {
    const found = select(query, who())
    return page(found, {
      exchange,
      origin,
      query,
      keyOf: ({ personId, roomId }) => personId + roomId,
      render,
    })
  }

  /** Whoever is asked for in all spaces must be the caller: what others are in is theirs to tell. */
  function select(query: ListQuery, caller: Caller): readonly Membership[] {
    const wanted = personAsked(query)
    if (query.roomId === undefined) {
      if (wanted !== undefined && wanted !== caller.id) throw forbidden()
      return membershipsOf(world, caller.id)
    }
    const members = membersOf(world, roomFor(world, caller, query.roomId).id)
    return wanted === undefined ? members : members.filter(({ personId }) => personId === wanted)
  }

  function personAsked({ personId, personEmail }: ListQuery): string | undefined {
    if (personEmail !== undefined) return personByEmail(world, personEmail)?.id ?? ''
    return personId === undefined ? undefined : (parseHydraId('PEOPLE', personId) ?? '')
  }

  function change({ body, who, param, cause }: Call<z.output<typeof changeBody>, undefined>): Answer {
    const membership = find(who(), param('membershipId'))
    const room = roomOf(membership)
    const { isModerator, isRoomHidden = membership.isRoomHidden } = body
    if (isModerator !== membership.isModerator) {
      if (room.type === 'direct') throw invalid('A direct room has no moderators.')
      if (room.isLocked) mustModerate(who(), room)
    }
    if (isRoomHidden && room.type !== 'direct') throw invalid('Only a direct room can be hidden.')
    const changed = { ...membership, isModerator, isRoomHidden }
    world.commit({ cause, reason: 'membership updated', writes: [put(memberships, changed)] })
    return ok(render(changed))
  }

  /** Everybody may leave; others are taken out by moderators where there are any. */
  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const membership = find(who(), param('membershipId'))
    const { personId, roomId } = membership
    const room = roomOf(membership)
    if (room.type === 'direct') throw invalid('Nobody can be taken out of a direct room.')
    if (room.isLocked && personId !== who().id) mustModerate(who(), room)
    world.commit({
      cause,
      reason: 'membership deleted',
      writes: [remove(memberships, `${personId}:${roomId}`)],
    })
    return noContent
  }

  function mustModerate({ id }: Caller, room: Room): void {
    if (!isModerator(world, id, room.id)) throw forbidden()
  }

  function find(caller: Caller, id: string): Membership {
    const membership = world.get(memberships, parseHydraId('MEMBERSHIP', id) ?? '')
    if (membership === undefined || !isMember(world, caller.id, membership.roomId)) throw notFound()
    return membership
  }

  function render(membership: Membership): object {
    return renderMembership(membership, roomOf(membership), personOf(world, membership.personId))
  }

  function roomOf({ roomId }: Membership): Room {
    const found = world.get(rooms, roomId)
    if (found === undefined) throw notFound()
    return found
  }
}
