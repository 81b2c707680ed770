import type { World } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { people, type Person } from '../records/people.js'
import { membershipKey, memberships, rooms, type Membership, type Room } from '../records/spaces.js'
import { notFound } from '../rest/rest-fault.js'

/** The room of a public id, for a caller who is in it; to everybody else it does not exist. */
export function roomFor(world: World, caller: Caller, roomId: string): Room {
  const id = parseHydraId('ROOM', roomId)
  const room = id === undefined ? undefined : world.get(rooms, id)
  if (room === undefined || !isMember(world, caller.id, room.id)) throw notFound()
  return room
}

export function isMember(world: World, personId: string, roomId: string): boolean {
  return world.get(memberships, membershipKey(personId, roomId)) !== undefined
}

export function isModerator(world: World, personId: string, roomId: string): boolean {
  return world.get(memberships, membershipKey(personId, roomId))?.isModerator === true
}

export function membersOf(world: World, roomId: string): readonly Membership[] {
  return [...world.by(memberships, 'room', roomId)].map(({ record }) => record)
}

export function membershipsOf(world: World, personId: string): readonly Membership[] {
  return [...world.by(memberships, 'person', personId)].map(({ record }) => record)
}

export function personOf(world: World, id: string): Person {
  const person = world.get(people, id)
  if (person === undefined) throw notFound()
  return person
}

/** The room in which two people, and nobody else, talk. */
export function directRoom(world: World, personId: string, otherId: string): Room | undefined {
  return membershipsOf(world, personId)
    .map(({ roomId }) => world.get(rooms, roomId))
    .find((room) => room?.type === 'direct' && isMember(world, otherId, room.id))
}
