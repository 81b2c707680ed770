import { put, type Core, type Write } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { invitePerson } from '../people/invite-person.js'
import type { CallTargets } from '../../network/index.js'
import { messages, rooms, type Message, type Room } from '../records/spaces.js'
import { forbidden, invalid, notFound } from '../rest/rest-fault.js'
import { directRoom, isModerator, personOf, roomFor } from './find-spaces.js'
import { fetchFile } from './files.js'
import type { NewMessage } from './message-schemas.js'
import { wordsOf } from './message-words.js'
import { newMembership, newRoom } from './new-room.js'

export interface Posted {
  readonly message: Message
  readonly room: Room
  readonly writes: readonly Write[]
}

export interface PostRequest {
  readonly body: NewMessage
  readonly caller: Caller
  readonly targets: CallTargets
}

/** A new message with everything that has to be written with it, such as the direct room that it opens. */
export async function postMessage(core: Core, { body, caller, targets }: PostRequest): Promise<Posted> {
  mustSaySomething(body)
  const { room, writes } = destination(core, body, caller)
  if (room.isAnnouncementOnly && !isModerator(core.world, caller.id, room.id)) throw forbidden()

  const [address] = body.files ?? []
  const file =
    address === undefined ? undefined : await fetchFile(core, { address, roomId: room.id, targets })
  const message: Message = {
    id: core.ids.uuid(),
    roomId: room.id,
    personId: caller.id,
    ...wordsOf(core.world, room.id, body),
    parentId: parentOf(core, room, body.parentId),
    files: file === undefined ? [] : [file.id],
    attachments: (body.attachments ?? []).map((card) => JSON.stringify(card)),
    created: core.clock.now(),
    updated: null,
    edits: 0,
  }
  const active = { ...room, lastActivity: message.created }
  return {
    message,
    room,
    writes: [
      ...writes,
      put(rooms, active, 'room active'),
      ...(file === undefined ? [] : [file.write]),
      put(messages, message),
    ],
  }
}

/** @observed in reports of integrators: the text of the refusal */
function mustSaySomething({ text, markdown, files = [] }: NewMessage): void {
  if ((text ?? '') !== '' || (markdown ?? '') !== '' || files.length > 0) return
  throw invalid('One of the following must be non-empty: text, file, or meetingId')
}

/** A thread has one level: who answers an answer is told so. @source developer.webex.com, messages */
function parentOf({ world }: Core, room: Room, parentId: string | undefined): string | null {
  if (parentId === undefined) return null
  const parent = world.get(messages, parseHydraId('MESSAGE', parentId) ?? '')
  if (parent?.roomId !== room.id) throw notFound()
  if (parent.parentId !== null) throw invalid('The parent of a message cannot be an answer itself.')
  return parent.id
}

interface Destination {
  readonly room: Room
  readonly writes: readonly Write[]
}

function destination(
  core: Core,
  { roomId, toPersonId, toPersonEmail }: NewMessage,
  caller: Caller,
): Destination {
  const { world } = core
  if ([roomId, toPersonId, toPersonEmail].filter((one) => one !== undefined).length !== 1) {
    throw invalid('Exactly one of roomId, toPersonId and toPersonEmail is required.')
  }
  if (caller.kind !== 'person') throw forbidden()
  if (roomId !== undefined) return { room: roomFor(world, caller, roomId), writes: [] }

  const { person, writes } =
    toPersonEmail === undefined
      ? { person: personOf(world, parseHydraId('PEOPLE', toPersonId ?? '') ?? ''), writes: [] }
      : invitePerson(core, toPersonEmail)
  if (person.id === caller.id) throw invalid('A message cannot be sent to its own author.')
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
