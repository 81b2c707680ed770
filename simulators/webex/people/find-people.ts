import type { World } from '../../core/index.js'
import { people, type Person } from '../records/people.js'

/** The person with a mail address, in any case of letters. */
export function personByEmail(world: World, email: string): Person | undefined {
  return world.one(people, 'email', email.toLowerCase())
}

/** The people of an organization whose display name begins with the text, in any case of letters. */
export function peopleByName(world: World, orgId: string, start: string): readonly Person[] {
  const wanted = start.toLowerCase()
  return peopleOf(world, orgId).filter(({ displayName }) => displayName.toLowerCase().startsWith(wanted))
}

export function peopleOf(world: World, orgId: string): readonly Person[] {
  return [...world.by(people, 'organization', orgId)].map(({ record }) => record)
}
