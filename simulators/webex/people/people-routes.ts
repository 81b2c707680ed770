import { z } from 'zod'
import type { Core } from '../../core/index.js'
import type { Caller } from '../identity/caller.js'
import { parseHydraId } from '../hydra-id.js'
import { people, type Person } from '../records/people.js'
import { ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { invalid, notFound } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { peopleByName, peopleOf, personByEmail } from './find-people.js'
import { renderPerson } from './render-person.js'
import { peopleShape, personShape } from './shapes.js'

const CAN_READ_PEOPLE = bearer('spark:all', 'spark:people_read', 'spark-admin:people_read')

const listQuery = z.strictObject({
  ...pageQuery(1000),
  email: z.string().optional(),
  displayName: z.string().min(3).optional(),
  id: z.string().optional(),
  orgId: z.string().optional(),
  showAllTypes: z.string().optional(),
})

type ListCall = Call<undefined, z.output<typeof listQuery>>

/** `/v1/people`, as everybody may read it. @source developer.webex.com, people; webex.md 6 */
export function peopleRoutes(core: Core): readonly Route[] {
  const { world } = core

  return [
    route({
      method: 'GET',
      path: '/v1/people/me',
      summary: 'Show the caller',
      access: CAN_READ_PEOPLE,
      answers: { 200: personShape },
      handle: (call) => show(call, world.get(people, call.who().id)),
    }),
    route({
      method: 'GET',
      path: '/v1/people',
      summary: 'Find people by mail address, beginning of a name, or ids',
      access: CAN_READ_PEOPLE,
      query: listQuery,
      answers: { 200: peopleShape },
      handle: list,
    }),
    route({
      method: 'GET',
      path: '/v1/people/:personId',
      summary: 'Show a person',
      access: CAN_READ_PEOPLE,
      answers: { 200: personShape },
      handle: (call) => show(call, personById(call.param('personId'))),
    }),
  ]

  function show(call: Call<undefined, undefined>, person: Person | undefined): Answer {
    if (person === undefined) throw notFound()
    return ok(renderer(call)(person))
  }

  function renderer({ who, origin }: Pick<Call<undefined, unknown>, 'who' | 'origin'>) {
    const view = { viewer: who(), origin }
    return (person: Person) => renderPerson(core, person, view)
  }

  function personById(id: string): Person | undefined {
    return world.get(people, parseHydraId('PEOPLE', id) ?? '')
  }

  function list(call: ListCall): Answer {
    const { exchange, origin, query } = call
    if (query.id !== undefined) return batch(call, query.id.split(','))

    const found = find(query, call.who())
    return page(found, { exchange, origin, query, keyOf: ({ id }) => id, render: renderer(call) })
  }

  /** The form in which the SDK looks up many people at once. @source webex.md 6 */
  function batch(call: ListCall, ids: readonly string[]): Answer {
    const found = new Map(ids.map((id) => [id, personById(id)]))
    const missing = [...found].filter(([, person]) => person === undefined).map(([id]) => id)
    const present = [...found.values()].filter((person) => person !== undefined)
    return ok({
      items: present.map(renderer(call)),
      notFoundIds: missing.length === 0 ? null : missing,
    })
  }

  function find({ email, displayName, orgId }: ListCall['query'], caller: Caller): readonly Person[] {
    if (orgId !== undefined && parseHydraId('ORGANIZATION', orgId) !== caller.orgId) throw notFound()
    if (email !== undefined) {
      const person = personByEmail(world, email)
      return person === undefined ? [] : [person]
    }
    if (displayName !== undefined) return peopleByName(world, caller.orgId, displayName)
    if (caller.isAdministrator || caller.kind === 'client') return peopleOf(world, caller.orgId)
    throw invalid('Email, displayName or id should be specified.')
  }
}
