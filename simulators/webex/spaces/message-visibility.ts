import type { World } from '../../core/index.js'
import type { Caller } from '../identity/caller.js'
import { people } from '../records/people.js'
import type { Message, Room } from '../records/spaces.js'

/**
 * Whether somebody in the space may read the message: of a group's messages a bot sees its own and those that
 * mention it. @source developer.webex.com, bots: differences between bots and people
 */
export function mayRead(
  world: World,
  readerId: string,
  { message, room }: { readonly message: Message; readonly room: Pick<Room, 'type'> },
): boolean {
  if (room.type === 'direct' || !isBot(world, readerId)) return true
  return message.personId === readerId || mentions(message, readerId)
}

export function mentions({ mentionedPeople, isForAll }: Message, personId: string): boolean {
  return isForAll || mentionedPeople.includes(personId)
}

/** A bot has to ask for what mentions it; without that it may list only what was said to it alone. */
export function mayList(world: World, { id }: Pick<Caller, 'id'>, room: Room): boolean {
  return room.type === 'direct' || !isBot(world, id)
}

function isBot(world: World, personId: string): boolean {
  return world.get(people, personId)?.type === 'bot'
}
