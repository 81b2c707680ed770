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

const CAN_READ_PEOPLE = bearer('spark:all', 'spark:people_read', 'spark-admin:people_read')

const listQuery = z.strictObject({
  ...pageQuery(1000),
  email: z.string().optional(),
  displayName: z.string().min(3).optional(),
  id: z.string().optional(),
  showAllTypes: z.string().optional(),
})

type ListCall = Call<undefined, z.output<typeof listQuery>>

/** `/v1/people`. @source webex.md 6 */
export function peopleRoutes({ world, clock }: Core): readonly Route[] {
  const render = ({ orgId }: Caller, person: Person) => renderPerson(person, { orgId, now: clock.now() })

  return [
    route({ method: 'GET', path: '/v1/people/me', access: CAN_READ_PEOPLE, handle: me }),
    route({ method: 'GET', path: '/v1/people', access: CAN_READ_PEOPLE, query: listQuery, handle: list }),
    route({ method: 'GET', path: '/v1/people/:personId', access: CAN_READ_PEOPLE, handle: one }),
  ]

  function me({ who }: Call<undefined, undefined>): Answer {
    const person = world.get(people, who().id)
    if (person === undefined) throw notFound()
    return ok(render(who(), person))
  }

  function one({ who, param }: Call<undefined, undefined>): Answer {
    const id = parseHydraId('PEOPLE', param('personId'))
    const person = id === undefined ? undefined : world.get(people, id)
    if (person === undefined) throw notFound()
    return ok(render(who(), person))
  }

  function list(call: ListCall): Answer {
    const { exchange, origin, query } = call
    const caller = call.who()
    if (query.id !== undefined) return batch(caller, query.id.split(','))

    const found = find(query, caller)
    const rendered = found.map((person) => render(caller, person))
    return page(rendered, { exchange, origin, max: query.max, after: query.cursor })
  }

  /** The form in which the SDK looks up many people at once. @source webex.md 6 */
  function batch(caller: Caller, ids: readonly string[]): Answer {
    const found = new Map(
      ids.map((id) => {
        const uuid = parseHydraId('PEOPLE', id)
        return [id, uuid === undefined ? undefined : world.get(people, uuid)]
      }),
    )
    const missing = [...found].filter(([, person]) => person === undefined).map(([id]) => id)
    return ok({
      items: [...found.values()].flatMap((person) => (person === undefined ? [] : [render(caller, person)])),
      notFoundIds: missing.length === 0 ? null : missing,
    })
  }

  function find(query: ListCall['query'], caller: Caller): readonly Person[] {
    if (query.email !== undefined) {
      const person = personByEmail(world, query.email)
      return person === undefined ? [] : [person]
    }
    if (query.displayName !== undefined) return peopleByName(world, caller.orgId, query.displayName)
    if (caller.isFullAdministrator) return peopleOf(world, caller.orgId)
    throw invalid('Email, displayName or id should be specified.')
  }
}
