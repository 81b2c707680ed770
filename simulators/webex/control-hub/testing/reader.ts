import { put } from '../../../core/index.js'
import { people } from '../../records/people.js'
import type { WebexLab } from '../../testing/webex-lab.js'
import type { Credentials } from './browser.js'

/** Makes bob an administrator who can only look; he has no password. */
export function makeReader({ core: { world }, idOf }: WebexLab): Credentials {
  const person = world.get(people, idOf('bob'))
  if (person === undefined) throw new TypeError('There is no bob.')
  const reader = { ...person, roles: ['Read-only administrator'] as const }
  world.commit({ cause: 'test', reason: 'role given', writes: [put(people, reader)] })
  return { email: person.email, password: '' }
}
