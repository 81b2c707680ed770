import type { z } from 'zod'
import { put, remove, type Core } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { personByEmail } from '../people/find-people.js'
import type { CallTargets } from '../../network/index.js'
import { contents, messages, rooms, type Message, type Room } from '../records/spaces.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { forbidden, invalid, notFound } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { directRoom, isModerator, personOf, roomFor } from './find-spaces.js'
import {
  directQuery,
  editBody,
  listQuery,
  newMessageBody,
  type DirectQuery,
  type ListQuery,
  type NewMessage,
} from './message-schemas.js'
import { mayList, mayRead, mentions } from './message-visibility.js'
import { wordsOf } from './message-words.js'
import { postMessage } from './post-message.js'
import { renderMessage } from './render.js'
import { messageShape } from './shapes.js'

const CAN_READ = bearer('spark:all', 'spark:messages_read')
const CAN_WRITE = bearer('spark:all', 'spark:messages_write')

/** @source developer.webex.com, edit a message */
const MAX_EDITS = 10

/** `/v1/messages`: text, Markdown, a file or a card, in a room or to a person. @source developer.webex.com, messages */
export function messageRoutes(core: Core, targets: CallTargets): readonly Route[] {
  const { world, clock } = core
  const all = '/v1/messages'
  const one = '/v1/messages/:messageId'
  const oneMessage = { 200: messageShape }
  const manyMessages = { 200: listOf(messageShape) }

  return [
    route({
      method: 'POST',
      path: all,
      summary: 'Say something',
      access: CAN_WRITE,
      body: newMessageBody,
      answers: oneMessage,
      handle: create,
    }),
    route({
      method: 'GET',
      path: all,
      summary: 'List the messages of a space, the newest first',
      access: CAN_READ,
      query: listQuery,
      answers: manyMessages,
      handle: list,
    }),
    route({
      method: 'GET',
      path: `${all}/direct`,
      summary: 'List the messages exchanged with one person',
      access: CAN_READ,
      query: directQuery,
      answers: manyMessages,
      handle: listDirect,
    }),
    route({
      method: 'GET',
      path: one,
      summary: 'Show a message',
      access: CAN_READ,
      answers: oneMessage,
      handle: (call) => ok(render(call)(find(call.who(), call.param('messageId')))),
    }),
    route({
      method: 'PUT',
      path: one,
      summary: 'Edit a message',
      access: CAN_WRITE,
      body: editBody,
      answers: oneMessage,
      handle: edit,
    }),
    route({
      method: 'DELETE',
      path: one,
      summary: 'Delete a message',
      access: CAN_WRITE,
      answers: { 204: null },
      handle: destroy,
    }),
  ]

  async function create({ body, who, cause, origin }: Call<NewMessage, undefined>): Promise<Answer> {
    const caller = who()
    const { message, room, writes } = await postMessage(core, { body, caller, targets })
    world.commit({ cause, reason: 'message created', writes })
    return ok(renderMessage(message, { room, person: personOf(world, caller.id), origin }))
  }

  function list(call: Call<undefined, ListQuery>): Answer {
    const { query } = call
    const caller = call.who()
    const room = roomFor(world, caller, query.roomId)
    const asksMentions = query.mentionedPeople !== undefined
    if (!asksMentions && !mayList(world, caller, room)) throw forbidden()

    const parent = query.parentId === undefined ? undefined : (parseHydraId('MESSAGE', query.parentId) ?? '')
    const before = earliest(query)
    const wanted = messagesOf(room)
      .filter(({ created }) => created < before)
      .filter(({ parentId }) => parent === undefined || parentId === parent)
      .filter((message) => !asksMentions || mentions(message, caller.id))
    return pageOf(call, wanted)
  }

  function earliest({ before, beforeMessage }: ListQuery): number {
    const bound = before ?? Infinity
    if (beforeMessage === undefined) return bound
    const message = world.get(messages, parseHydraId('MESSAGE', beforeMessage) ?? '')
    if (message === undefined) throw notFound()
    return Math.min(bound, message.created)
  }

  function listDirect(call: Call<undefined, DirectQuery>): Answer {
    const { personId, personEmail, parentId } = call.query
    if ((personId === undefined) === (personEmail === undefined)) {
      throw invalid('Either personId or personEmail is required.')
    }
    const otherId =
      personEmail === undefined
        ? parseHydraId('PEOPLE', personId ?? '')
        : personByEmail(world, personEmail)?.id
    const room = directRoom(world, call.who().id, otherId ?? '')
    if (room === undefined) throw notFound()
    const parent = parentId === undefined ? undefined : (parseHydraId('MESSAGE', parentId) ?? '')
    return pageOf(
      call,
      messagesOf(room).filter((message) => parent === undefined || message.parentId === parent),
    )
  }

  function pageOf(
    call: Pick<Call<undefined, ListQuery | DirectQuery>, 'exchange' | 'origin' | 'query'>,
    found: readonly Message[],
  ): Answer {
    const { exchange, origin, query } = call
    return page(found, { exchange, origin, query, keyOf: ({ id }) => id, render: render(call) })
  }

  function messagesOf({ id }: Room): readonly Message[] {
    return [...world.by(messages, 'room', id)].map(({ record }) => record).reverse()
  }

  /** @source developer.webex.com, edit a message: the author may, a few times, and only what has no file */
  function edit(call: Call<z.output<typeof editBody>, undefined>): Answer {
    const { body, cause } = call
    const message = find(call.who(), call.param('messageId'))
    if (message.personId !== call.who().id) throw forbidden()
    if (parseHydraId('ROOM', body.roomId) !== message.roomId) throw invalid('The message is in another room.')
    if ((body.text ?? body.markdown ?? '') === '') throw invalid('Either text or markdown is required.')
    if (message.files.length > 0) throw invalid('A message with a file cannot be edited.')
    if (message.edits >= MAX_EDITS) throw invalid(`A message can be edited ${MAX_EDITS} times.`)

    const words = wordsOf(world, message.roomId, body)
    const edited = { ...message, ...words, updated: clock.now(), edits: message.edits + 1 }
    world.commit({ cause, reason: 'message updated', writes: [put(messages, edited)] })
    return ok(render(call)(edited))
  }

  /** The author may delete a message, and in a moderated space its moderators. */
  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const caller = who()
    const message = find(caller, param('messageId'))
    if (message.personId !== caller.id && !isModerator(world, caller.id, message.roomId)) throw forbidden()
    const writes = [...message.files.map((file) => remove(contents, file)), remove(messages, message.id)]
    world.commit({ cause, reason: 'message deleted', writes })
    return noContent
  }

  function find(caller: Caller, id: string): Message {
    const message = world.get(messages, parseHydraId('MESSAGE', id) ?? '')
    if (message === undefined) throw notFound()
    const room = roomFor(world, caller, message.roomId)
    if (!mayRead(world, caller.id, { message, room })) throw notFound()
    return message
  }

  function render({ origin }: { readonly origin: string }) {
    return (message: Message) => {
      const room = world.get(rooms, message.roomId)
      if (room === undefined) throw notFound()
      return renderMessage(message, { room, person: personOf(world, message.personId), origin })
    }
  }
}
