import { z } from 'zod'
import { put, remove, type Core } from '../../core/index.js'
import { memberships, messages, rooms, type Room } from '../records/spaces.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { forbidden } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { membershipsOf, roomFor } from './find-spaces.js'
import { newRoom } from './new-room.js'
import { renderMeetingInfo, renderRoom } from './render.js'

const CAN_READ = bearer('spark:all', 'spark:rooms_read')
const CAN_WRITE = bearer('spark:all', 'spark:rooms_write')

const newRoomBody = z.strictObject({ title: z.string().min(1), isLocked: z.boolean().optional() })
/** The SDK sends the whole room back: what cannot be changed is let be. @observed @webex/plugin-rooms 3.12.0 */
const changeBody = z.object({ title: z.string().min(1), isLocked: z.boolean().optional() })
const listQuery = z.strictObject({
  ...pageQuery(1000),
  type: z.enum(['direct', 'group']).optional(),
  sortBy: z.enum(['id', 'lastactivity', 'created']).default('lastactivity'),
})

type Comparison = (a: Room, b: Room) => number

const ORDERS: Readonly<Record<z.output<typeof listQuery>['sortBy'], Comparison>> = {
  id: (a, b) => (a.id < b.id ? -1 : 1),
  lastactivity: (a, b) => b.lastActivity - a.lastActivity,
  created: (a, b) => b.created - a.created,
}

/** `/v1/rooms`. @source webex.md 6 */
export function roomRoutes(core: Core): readonly Route[] {
  const { world } = core
  const one = '/v1/rooms/:roomId'

  return [
    route({ method: 'POST', path: '/v1/rooms', access: CAN_WRITE, body: newRoomBody, handle: create }),
    route({ method: 'GET', path: '/v1/rooms', access: CAN_READ, query: listQuery, handle: list }),
    route({
      method: 'GET',
      path: one,
      access: CAN_READ,
      handle: ({ who, param }) => ok(renderRoom(roomFor(world, who(), param('roomId')))),
    }),
    route({ method: 'PUT', path: one, access: CAN_WRITE, body: changeBody, handle: change }),
    route({ method: 'DELETE', path: one, access: CAN_WRITE, handle: destroy }),
    route({
      method: 'GET',
      path: `${one}/meetingInfo`,
      access: CAN_READ,
      handle: ({ who, param }) => ok(renderMeetingInfo(roomFor(world, who(), param('roomId')))),
    }),
  ]

  function create({ body, who, cause }: Call<z.output<typeof newRoomBody>, undefined>): Answer {
    const caller = who()
    if (caller.kind !== 'person') throw forbidden()
    const { room, writes } = newRoom(core, {
      title: body.title,
      type: 'group',
      creatorId: caller.id,
      orgId: caller.orgId,
    })
    world.commit({ cause, reason: 'room created', writes })
    return ok(renderRoom(room))
  }

  function list({ exchange, origin, query, who }: Call<undefined, z.output<typeof listQuery>>): Answer {
    const own = membershipsOf(world, who().id)
      .map(({ roomId }) => world.get(rooms, roomId))
      .filter((room) => room !== undefined)
      .filter((room) => query.type === undefined || room.type === query.type)
      .sort(ORDERS[query.sortBy])
    return page(own.map(renderRoom), { exchange, origin, max: query.max, after: query.cursor })
  }

  function change({ body, who, param, cause }: Call<z.output<typeof changeBody>, undefined>): Answer {
    const room = roomFor(world, who(), param('roomId'))
    const changed = { ...room, title: body.title, isLocked: body.isLocked ?? room.isLocked }
    world.commit({ cause, reason: 'room updated', writes: [put(rooms, changed)] })
    return ok(renderRoom(changed))
  }

  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const { id } = roomFor(world, who(), param('roomId'))
    const writes = [
      ...[...world.by(messages, 'room', id)].map(({ key }) => remove(messages, key)),
      ...[...world.by(memberships, 'room', id)].map(({ key }) => remove(memberships, key)),
      remove(rooms, id),
    ]
    world.commit({ cause, reason: 'room deleted', writes })
    return noContent
  }
}
