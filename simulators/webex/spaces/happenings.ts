import { isChangeOf, type Change, type Core } from '../../core/index.js'
import { actorOf } from '../conversation/actor-of.js'
import { people } from '../records/people.js'
import { memberships, messages, rooms, type Membership, type Message, type Room } from '../records/spaces.js'
import type { SpaceEventType, SpaceResource } from '../records/webhooks.js'
import { renderMembership, renderMessage, renderRoom } from './render.js'

/** Something that happened in a space, as those are told who asked to be. */
export interface Happening {
  readonly resource: SpaceResource
  readonly type: SpaceEventType
  readonly room: Room
  readonly actorId: string
  /** The resource, without what the real service has encrypted; the addresses of files begin with their path. */
  readonly data: Readonly<Record<string, unknown>>
  /** Whom it is about: the member, or who spoke. */
  readonly personId: string
  readonly message?: Message
}

type Found = Pick<Happening, 'room' | 'personId' | 'data'> & Partial<Pick<Happening, 'message'>>

/** What a change means to those who are told of spaces; undefined for what nobody is told of. */
export function happeningOf(core: Core, change: Change): Happening | undefined {
  if (isChangeOf(messages, change))
    return complete(core, change, { resource: 'messages', found: ofMessage(core, change) })
  if (isChangeOf(memberships, change))
    return complete(core, change, { resource: 'memberships', found: ofMembership(core, change) })
  if (isChangeOf(rooms, change)) return complete(core, change, { resource: 'rooms', found: ofRoom(change) })
  return undefined
}

/** What is told of a happening to somebody who reaches the cloud at the origin. */
export function dataAt(origin: string, data: Happening['data']): Happening['data'] {
  const { files } = data
  return Array.isArray(files) ? { ...data, files: files.map((path) => `${origin}${String(path)}`) } : data
}

function complete(
  core: Core,
  change: Change,
  { resource, found }: { readonly resource: SpaceResource; readonly found: Found | undefined },
): Happening | undefined {
  if (found === undefined) return undefined
  const actorId = actorOf(core, change)?.id ?? found.personId
  return { resource, type: typeOf(change), actorId, ...found }
}

function typeOf({ before, after }: Pick<Change, 'before' | 'after'>): SpaceEventType {
  if (before === undefined) return 'created'
  return after === undefined ? 'deleted' : 'updated'
}

function ofMessage({ world }: Core, { before, after }: Change<Message>): Found | undefined {
  const message = after ?? before
  const room = message && world.get(rooms, message.roomId)
  const person = message && world.get(people, message.personId)
  if (message === undefined || room === undefined || person === undefined) return undefined
  const {
    text: _text,
    markdown: _markdown,
    html: _html,
    attachments: _cards,
    ...data
  } = renderMessage(message, {
    room,
    person,
    origin: '',
  })
  return { room, message, personId: person.id, data }
}

function ofMembership({ world }: Core, { before, after }: Change<Membership>): Found | undefined {
  const membership = after ?? before
  const room = membership && world.get(rooms, membership.roomId)
  const person = membership && world.get(people, membership.personId)
  if (membership === undefined || room === undefined || person === undefined) return undefined
  return { room, personId: person.id, data: renderMembership(membership, room, person) }
}

/** That somebody spoke is told as a message, and nobody is told that a space has gone. @source developer.webex.com, webhooks */
function ofRoom({ after, reason }: Change<Room>): Found | undefined {
  if (after === undefined || reason === 'room active') return undefined
  const { title: _title, description: _description, ...data } = renderRoom(after)
  return { room: after, personId: after.creatorId, data }
}
