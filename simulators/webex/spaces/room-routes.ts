import { z } from 'zod'
import { parseInstant, put, remove, type Core } from '../../core/index.js'
import { findSite } from '../find-site.js'
import { mayHoldMeetings } from '../licences/service-level.js'
import { contents, memberships, messages, rooms, type Room } from '../records/spaces.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { forbidden, invalid } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { isModerator, membershipsOf, roomFor } from './find-spaces.js'
import { newRoom } from './new-room.js'
import { renderMeetingInfo, renderRoom } from './render.js'
import { meetingInfoShape, roomShape } from './shapes.js'

const CAN_READ = bearer('spark:all', 'spark:rooms_read')
const CAN_WRITE = bearer('spark:all', 'spark:rooms_write')

const switches = {
  isLocked: z.boolean().optional(),
  isPublic: z.boolean().optional(),
  isAnnouncementOnly: z.boolean().optional(),
  description: z.string().max(255).optional(),
}
const newRoomBody = z.strictObject({ title: z.string().min(1), ...switches })
/** The SDK sends the whole room back: what cannot be changed is let be. @observed @webex/plugin-rooms 3.12.0 */
const changeBody = z.object({ title: z.string().min(1), ...switches })
const time = z.iso.datetime({ offset: true }).transform(parseInstant)
const listQuery = z.strictObject({
  ...pageQuery(1000),
  type: z.enum(['direct', 'group']).optional(),
  sortBy: z.enum(['id', 'lastactivity', 'created']).default('lastactivity'),
  from: time.optional(),
  to: time.optional(),
  orgPublicSpaces: z.stringbool().default(false),
})

type ListQuery = z.output<typeof listQuery>
type Comparison = (a: Room, b: Room) => number

const ORDERS: Readonly<Record<ListQuery['sortBy'], Comparison>> = {
  id: (a, b) => (a.id < b.id ? -1 : 1),
  lastactivity: (a, b) => b.lastActivity - a.lastActivity,
  created: (a, b) => b.created - a.created,
}

/** `/v1/rooms`. @source developer.webex.com, rooms; webex.md 6 */
export function roomRoutes(core: Core): readonly Route[] {
  const { world, clock } = core
  const all = '/v1/rooms'
  const one = '/v1/rooms/:roomId'
  const oneRoom = { 200: roomShape }

  return [
    route({
      method: 'POST',
      path: all,
      summary: 'Create a space',
      access: CAN_WRITE,
      body: newRoomBody,
      answers: oneRoom,
      handle: create,
    }),
    route({
      method: 'GET',
      path: all,
      summary: 'List the spaces that the caller is in',
      access: CAN_READ,
      query: listQuery,
      answers: { 200: listOf(roomShape) },
      handle: list,
    }),
    route({
      method: 'GET',
      path: one,
      summary: 'Show a space',
      access: CAN_READ,
      answers: oneRoom,
      handle: ({ who, param }) => ok(renderRoom(roomFor(world, who(), param('roomId')))),
    }),
    route({
      method: 'PUT',
      path: one,
      summary: 'Change a space',
      access: CAN_WRITE,
      body: changeBody,
      answers: oneRoom,
      handle: change,
    }),
    route({
      method: 'DELETE',
      path: one,
      summary: 'Delete a space with all that is in it',
      access: CAN_WRITE,
      answers: { 204: null },
      handle: destroy,
    }),
    route({
      method: 'GET',
      path: `${one}/meetingInfo`,
      summary: 'Tell how to join the meetings of a space',
      access: CAN_READ,
      answers: { 200: meetingInfoShape },
      handle: meetingInfo,
    }),
  ]

  function create({ body, who, cause }: Call<z.output<typeof newRoomBody>, undefined>): Answer {
    const caller = who()
    if (caller.kind !== 'person') throw forbidden()
    checkSwitches(body)
    const { room, writes } = newRoom(core, {
      ...defined(body),
      title: body.title,
      type: 'group',
      creatorId: caller.id,
      orgId: caller.orgId,
    })
    world.commit({ cause, reason: 'room created', writes })
    return ok(renderRoom(room))
  }

  function list({ exchange, origin, query, who }: Call<undefined, ListQuery>): Answer {
    const found = query.orgPublicSpaces ? publicRooms(who().orgId) : ownRooms(who().id)
    const { type, from, to, sortBy } = query
    const wanted = found
      .filter((room) => type === undefined || room.type === type)
      .filter(({ created }) => (from === undefined || created >= from) && (to === undefined || created <= to))
      .sort(ORDERS[sortBy])
    return page(wanted, { exchange, origin, query, keyOf: ({ id }) => id, render: renderRoom })
  }

  function ownRooms(personId: string): Room[] {
    return membershipsOf(world, personId)
      .map(({ roomId }) => world.get(rooms, roomId))
      .filter((room) => room !== undefined)
  }

  function publicRooms(orgId: string): Room[] {
    return [...world.all(rooms)]
      .map(({ record }) => record)
      .filter((room) => room.isPublic && room.orgId === orgId)
  }

  /** @source developer.webex.com, rooms: of a moderated space only a moderator may change anything */
  function change({ body, who, param, cause }: Call<z.output<typeof changeBody>, undefined>): Answer {
    const room = roomFor(world, who(), param('roomId'))
    if (room.type === 'direct') throw invalid('The title of a direct room cannot be changed.')
    if (room.isLocked && !isModerator(world, who().id, room.id)) throw forbidden()
    const changed = { ...room, ...defined(body), title: body.title }
    checkSwitches(changed)
    const madePublic = changed.isPublic ? (room.madePublic ?? clock.now()) : null
    const locks = changed.isLocked && !room.isLocked
    world.commit({
      cause,
      reason: 'room updated',
      writes: [put(rooms, { ...changed, madePublic }), ...(locks ? promote(who().id, room.id) : [])],
    })
    return ok(renderRoom({ ...changed, madePublic }))
  }

  /** Who locks a space becomes its moderator. */
  function promote(personId: string, roomId: string) {
    return membershipsOf(world, personId)
      .filter((membership) => membership.roomId === roomId)
      .map((membership) => put(memberships, { ...membership, isModerator: true }))
  }

  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const room = roomFor(world, who(), param('roomId'))
    if (room.type === 'direct') throw invalid('A direct room cannot be deleted.')
    if (room.isLocked && !isModerator(world, who().id, room.id)) throw forbidden()
    const writes = [
      ...[...world.by(messages, 'room', room.id)].map(({ key }) => remove(messages, key)),
      ...[...world.by(contents, 'room', room.id)].map(({ key }) => remove(contents, key)),
      ...[...world.by(memberships, 'room', room.id)].map(({ key }) => remove(memberships, key)),
      remove(rooms, room.id),
    ]
    world.commit({ cause, reason: 'room deleted', writes })
    return noContent
  }

  /** @source hybrid-calendar.md HC-126: who has messaging alone has spaces without meetings */
  function meetingInfo({ who, param }: Call<undefined, undefined>): Answer {
    const room = roomFor(world, who(), param('roomId'))
    if (!mayHoldMeetings(core, room.creatorId)) throw forbidden()
    return ok(renderMeetingInfo(room, findSite(core, room.orgId, room.meeting.siteName)))
  }
}

/** @source developer.webex.com, rooms: announcements are for moderated spaces, a public space has a description */
function checkSwitches(room: {
  readonly [Name in keyof typeof switches]?: Room[Name] | undefined
}): void {
  if (room.isAnnouncementOnly === true && room.isLocked !== true) {
    throw invalid('isAnnouncementOnly is for rooms that are locked.')
  }
  if (room.isPublic === true && (room.description ?? '') === '') {
    throw invalid('A public room must have a description.')
  }
}

function defined({ isLocked, isPublic, isAnnouncementOnly, description }: z.output<typeof changeBody>) {
  return {
    ...(isLocked === undefined ? {} : { isLocked }),
    ...(isPublic === undefined ? {} : { isPublic }),
    ...(isAnnouncementOnly === undefined ? {} : { isAnnouncementOnly }),
    ...(description === undefined ? {} : { description }),
  }
}
