import { z } from 'zod'
import { put, remove, type Core, type Write } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { invitePerson } from '../people/invite-person.js'
import { messages, rooms, type Message, type Room } from '../records/spaces.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { forbidden, invalid, notFound } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { directRoom, personOf, roomFor } from './find-spaces.js'
import { newMembership, newRoom } from './new-room.js'
import { renderMessage } from './render.js'

const CAN_READ = bearer('spark:all', 'spark:messages_read')
const CAN_WRITE = bearer('spark:all', 'spark:messages_write')

const newMessageBody = z.strictObject({
  roomId: z.string().optional(),
  toPersonId: z.string().optional(),
  toPersonEmail: z.string().optional(),
  parentId: z.string().optional(),
  text: z.string().optional(),
  markdown: z.string().optional(),
})
const listQuery = z.strictObject({ ...pageQuery(1000), roomId: z.string() })

type NewMessage = z.output<typeof newMessageBody>

/** `/v1/messages`: text and markdown, in a room or to a person. @source webex.md 6 */
export function messageRoutes(core: Core): readonly Route[] {
  const { world, clock, ids } = core
  const one = '/v1/messages/:messageId'

  return [
    route({ method: 'POST', path: '/v1/messages', access: CAN_WRITE, body: newMessageBody, handle: create }),
    route({ method: 'GET', path: '/v1/messages', access: CAN_READ, query: listQuery, handle: list }),
    route({
      method: 'GET',
      path: one,
      access: CAN_READ,
      handle: ({ who, param }) => ok(render(find(who(), param('messageId')))),
    }),
    route({ method: 'DELETE', path: one, access: CAN_WRITE, handle: destroy }),
  ]

  function create({ body, who, cause }: Call<NewMessage, undefined>): Answer {
    if (body.text === undefined && body.markdown === undefined) throw invalid('text or markdown is required.')
    const caller = who()
    const { room, writes } = destination(body, caller)
    const message: Message = {
      id: ids.uuid(),
      roomId: room.id,
      personId: caller.id,
      text: body.text ?? body.markdown ?? null,
      markdown: body.markdown ?? null,
      parentId: body.parentId === undefined ? null : (parseHydraId('MESSAGE', body.parentId) ?? null),
      created: clock.now(),
    }
    const active = { ...room, lastActivity: message.created }
    world.commit({
      cause,
      reason: 'message created',
      writes: [...writes, put(rooms, active, 'room active'), put(messages, message)],
    })
    return ok(renderMessage(message, room, personOf(world, caller.id)))
  }

  function destination(
    { roomId, toPersonId, toPersonEmail }: NewMessage,
    caller: Caller,
  ): { room: Room; writes: readonly Write[] } {
    if (roomId !== undefined) return { room: roomFor(world, caller, roomId), writes: [] }
    if (caller.kind !== 'person') throw forbidden()
    if (toPersonEmail === undefined && toPersonId === undefined) {
      throw invalid('roomId, toPersonId or toPersonEmail is required.')
    }
    const { person, writes } =
      toPersonEmail === undefined
        ? { person: personOf(world, parseHydraId('PEOPLE', toPersonId ?? '') ?? ''), writes: [] }
        : invitePerson(core, toPersonEmail)
    const known = directRoom(world, caller.id, person.id)
    if (known !== undefined) return { room: known, writes }

    const direct = newRoom(core, {
      title: person.displayName,
      type: 'direct',
      creatorId: caller.id,
      orgId: caller.orgId,
    })
    const other = newMembership(core, { roomId: direct.room.id, personId: person.id })
    return { room: direct.room, writes: [...writes, ...direct.writes, other.write] }
  }

  function list({ exchange, origin, query, who }: Call<undefined, z.output<typeof listQuery>>): Answer {
    const room = roomFor(world, who(), query.roomId)
    const newestFirst = [...world.by(messages, 'room', room.id)].map(({ record }) => record).reverse()
    return page(newestFirst.map(render), { exchange, origin, max: query.max, after: query.cursor })
  }

  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const caller = who()
    const message = find(caller, param('messageId'))
    if (message.personId !== caller.id) throw forbidden()
    world.commit({ cause, reason: 'message deleted', writes: [remove(messages, message.id)] })
    return noContent
  }

  function find(caller: Caller, id: string): Message {
    const message = world.get(messages, parseHydraId('MESSAGE', id) ?? '')
    if (message === undefined) throw notFound()
    roomFor(world, caller, message.roomId)
    return message
  }

  function render(message: Message): object {
    const room = world.get(rooms, message.roomId)
    if (room === undefined) throw notFound()
    return renderMessage(message, room, personOf(world, message.personId))
  }
}
