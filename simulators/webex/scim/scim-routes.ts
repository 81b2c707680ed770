import type { Core } from '../../core/index.js'
import type { Placement } from '../fleet/placement/placement.js'
import { parseHydraId } from '../hydra-id.js'
import { peopleOf, personByEmail } from '../people/find-people.js'
import { softDelete } from '../people/soft-deletion.js'
import { people, type Person } from '../records/people.js'
import { externalKey, identityProfiles } from '../records/synchronized.js'
import { created, noContent, ok, type Answer } from '../rest/answer.js'
import { forbidden, notFound } from '../rest/rest-fault.js'
import { route, type Call, type Route } from '../rest/route.js'
import { parsed } from '../rest/validation.js'
import { CAN_READ_IDENTITY, CAN_WRITE_IDENTITY } from './access.js'
import { patchScimUser } from './patch-scim-user.js'
import { renderScimUser } from './render-scim-user.js'
import { equalityIn, parseScimFilter, type ScimFilter } from './scim-filter.js'
import { SCHEMA } from './schemas.js'
import {
  scimPatchBody,
  scimQuery,
  scimUserBody,
  scimUserShape,
  scimUsersShape,
  type ScimQuery,
  type ScimUser,
  type ScimUserBody,
} from './shapes.js'
import { createScimUser, replaceScimUser, type WrittenUser } from './write-scim-user.js'

/** SCIM 2 Users of Webex identity. @source developer.webex.com, SCIM 2 Users; RFC 7644 */
export function scimRoutes(core: Core, placement: Placement): readonly Route[] {
  const { world } = core
  const all = '/identity/scim/:orgId/v2/Users'
  const one = `${all}/:userId`

  return [
    route({
      method: 'GET',
      path: all,
      summary: 'Search users',
      access: CAN_READ_IDENTITY,
      query: scimQuery,
      answers: { 200: scimUsersShape },
      handle: search,
    }),
    route({
      method: 'POST',
      path: all,
      summary: 'Create a user',
      access: CAN_WRITE_IDENTITY,
      body: scimUserBody,
      answers: { 201: scimUserShape },
      handle(call) {
        const { person, writes } = createScimUser(core, organizationOf(call), call.body)
        commit(call, 'person created', { person, writes })
        return created(renderScimUser(core, person, call.origin))
      },
    }),
    route({
      method: 'GET',
      path: one,
      summary: 'Get a user',
      access: CAN_READ_IDENTITY,
      answers: { 200: scimUserShape },
      handle: (call) => ok(renderScimUser(core, find(call), call.origin)),
    }),
    route({
      method: 'PUT',
      path: one,
      summary: 'Update a user with PUT',
      access: CAN_WRITE_IDENTITY,
      body: scimUserBody,
      answers: { 200: scimUserShape },
      handle: (call) => replace(call, call.body),
    }),
    route({
      method: 'PATCH',
      path: one,
      summary: 'Update a user with PATCH',
      access: CAN_WRITE_IDENTITY,
      body: scimPatchBody,
      answers: { 200: scimUserShape },
      handle(call) {
        const now = renderScimUser(core, find(call), call.origin)
        return replace(call, parsed(scimUserBody, patchScimUser(now, call.body.Operations)) as ScimUserBody)
      },
    }),
    route({
      method: 'DELETE',
      path: one,
      summary: 'Delete a user',
      access: CAN_WRITE_IDENTITY,
      answers: { 204: null },
      handle(call) {
        const person = find(call)
        // @inferred An administrator does not lock itself out.
        if (person.id === call.who().id) throw forbidden()
        commit(call, 'person deleted', { person, writes: softDelete(core, person) })
        return noContent
      },
    }),
  ]

  function replace(call: Call<unknown, undefined>, body: ScimUserBody): Answer {
    const { person, writes } = replaceScimUser(core, find(call), body)
    commit(call, 'person updated', { person, writes })
    return ok(renderScimUser(core, person, call.origin))
  }

  function commit(
    { cause }: { readonly cause: string },
    reason: string,
    { person, writes }: WrittenUser,
  ): void {
    world.commit({ cause, reason, writes })
    placement.users([person.id], cause)
  }

  function search(call: Call<undefined, ScimQuery>): Answer {
    const { query, origin } = call
    const from = Math.max(1, query.startIndex)
    const found = candidates(organizationOf(call), query.filter ?? '')
    const render = (person: Person) => renderScimUser(core, person, origin)
    const fitting =
      query.filter === undefined ? found : fittingOf(found, parseScimFilter(query.filter), render)
    const sorted = sort(fitting, query, render)
    const page = sorted.slice(from - 1, from - 1 + query.count)
    return ok({
      schemas: [SCHEMA.list],
      totalResults: fitting.length,
      itemsPerPage: page.length,
      startIndex: from,
      Resources: page.map(render),
    })
  }

  /** Those who alone can fit a filter, found without looking at everybody. */
  function candidates(orgId: string, filter: string): readonly Person[] {
    const userName = equalityIn(filter, 'userName')
    const externalId = equalityIn(filter, 'externalId')
    if (userName !== undefined) return usersOf([personByEmail(world, userName)], orgId)
    if (externalId === undefined) return usersOf(peopleOf(world, orgId), orgId)
    const bound = [...world.by(identityProfiles, 'external', externalKey(orgId, externalId))]
    return usersOf(
      bound.map(({ record }) => world.get(people, record.personId)),
      orgId,
    )
  }

  function find(call: Pick<Call<unknown, unknown>, 'who' | 'param'>): Person {
    const [person] = usersOf([world.get(people, call.param('userId'))], organizationOf(call))
    if (person === undefined) throw notFound()
    return person
  }
}

/** Bots are no users of an organization's directory. */
function usersOf(found: readonly (Person | undefined)[], orgId: string): readonly Person[] {
  return found
    .filter((person) => person !== undefined)
    .filter((one) => one.orgId === orgId && one.type !== 'bot')
}

/** Identity knows organizations by their UUIDs, the public API by ids made of them. */
function organizationOf({ who, param }: Pick<Call<unknown, unknown>, 'who' | 'param'>): string {
  const { orgId } = who()
  const named = param('orgId')
  if ((parseHydraId('ORGANIZATION', named) ?? named) !== orgId) throw forbidden()
  return orgId
}

type Render = (person: Person) => ScimUser

function fittingOf(found: readonly Person[], filter: ScimFilter, render: Render): readonly Person[] {
  return found.filter((person) => filter(render(person)))
}

function sort(found: readonly Person[], { sortBy, sortOrder }: ScimQuery, render: Render): readonly Person[] {
  const keyOf = (person: Person): string => {
    if (sortBy === 'id') return person.id
    return sortBy === 'userName' ? person.email : render(person).meta.lastModified
  }
  const sorted = found
    .map((person) => ({ person, key: keyOf(person) }))
    .toSorted((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ person }) => person)
  return sortOrder === 'ascending' ? sorted : sorted.toReversed()
}
