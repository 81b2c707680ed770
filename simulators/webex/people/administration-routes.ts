import type { Core } from '../../core/index.js'
import type { Placement } from '../fleet/placement/placement.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { people, type Person } from '../records/people.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { forbidden, notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Call, type Route } from '../rest/route.js'
import { addPerson, changePerson } from './change-person.js'
import { removePerson } from './remove-person.js'
import { renderPerson } from './render-person.js'
import {
  changedPersonBody,
  newPersonBody,
  personShape,
  type ChangedPerson,
  type NewPerson,
} from './shapes.js'

const CAN_WRITE = administratorWith('spark-admin:people_write')

/** `/v1/people`, as a full administrator changes it. @source developer.webex.com, people; webex.md 6 */
export function peopleAdministrationRoutes(core: Core, placement: Placement): readonly Route[] {
  const { world } = core
  const one = '/v1/people/:personId'

  return [
    route({
      method: 'POST',
      path: '/v1/people',
      summary: 'Give somebody an account',
      access: CAN_WRITE,
      body: newPersonBody,
      answers: { 200: personShape },
      handle: create,
    }),
    route({
      method: 'PUT',
      path: one,
      summary: 'Change an account, with all that it is to hold',
      access: CAN_WRITE,
      body: changedPersonBody,
      answers: { 200: personShape },
      handle: change,
    }),
    route({
      method: 'DELETE',
      path: one,
      summary: 'Take an account away',
      access: CAN_WRITE,
      answers: { 204: null },
      handle: destroy,
    }),
  ]

  function create({ body, who, origin, cause }: Call<NewPerson, undefined>): Answer {
    const { person, writes } = addPerson(core, who().orgId, body)
    world.commit({ cause, reason: 'person created', writes })
    placement.users([person.id], cause)
    return ok(renderPerson(core, person, { viewer: who(), origin }))
  }

  function change({ body, who, param, origin, cause }: Call<ChangedPerson, undefined>): Answer {
    const { person, writes } = changePerson(core, find(who(), param('personId')), body)
    world.commit({ cause, reason: 'person updated', writes })
    placement.users([person.id], cause)
    return ok(renderPerson(core, person, { viewer: who(), origin }))
  }

  /** @inferred An administrator does not lock itself out. */
  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const person = find(who(), param('personId'))
    if (person.id === who().id) throw forbidden()
    world.commit({ cause, reason: 'person deleted', writes: removePerson(core, person) })
    placement.users([person.id], cause)
    return noContent
  }

  function find({ orgId }: Caller, id: string): Person {
    const person = world.get(people, parseHydraId('PEOPLE', id) ?? '')
    if (person?.orgId !== orgId) throw notFound()
    return person
  }
}
