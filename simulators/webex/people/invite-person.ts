import { put, type Core, type Write } from '../../core/index.js'
import { people, type Person } from '../records/people.js'
import { personByEmail } from './find-people.js'

/** The organization of people who belong to none. @inferred */
export const CONSUMER_ORGANIZATION = 'consumer'

export interface Invited {
  readonly person: Person
  /** The write that makes the person, when there was none. */
  readonly writes: readonly Write[]
}

/**
 * The person with a mail address, to be added to a space; who has no account gets a pending one, without
 * any mail. @source hybrid-calendar.md HC-120; @inferred from the API's field `invitePending`
 */
export function invitePerson({ world, clock, ids }: Core, email: string): Invited {
  const known = personByEmail(world, email)
  if (known !== undefined) return { person: known, writes: [] }

  const person: Person = {
    id: ids.uuid(),
    orgId: CONSUMER_ORGANIZATION,
    email: email.toLowerCase(),
    displayName: email.toLowerCase(),
    firstName: '',
    lastName: '',
    type: 'person',
    roles: [],
    timezone: 'UTC',
    created: clock.now(),
    invitePending: true,
    outOfOffice: null,
  }
  return { person, writes: [put(people, person)] }
}
