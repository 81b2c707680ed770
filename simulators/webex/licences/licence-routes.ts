import { z } from 'zod'
import type { Core } from '../../core/index.js'
import type { Placement } from '../fleet/placement/placement.js'
import { hydraId, parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { personByEmail } from '../people/find-people.js'
import { licenceHoldings, type Licence } from '../records/licences.js'
import { people, type Person } from '../records/people.js'
import { entitlements } from '../records/service-users.js'
import { siteUserKey, siteUsers, sites } from '../records/sites.js'
import { ok, type Answer } from '../rest/answer.js'
import { invalid, notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Call, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { assignLicences, type LicenceChange } from './assign-licences.js'
import { consumedUnits, heldLicences, LICENCE_NAMES, licencesOf } from './seats.js'
import { licenceDetailsShape, licenceShape, personLicencesShape } from './shapes.js'

const CAN_READ = administratorWith('spark-admin:licenses_read')
const CAN_ASSIGN = administratorWith('spark-admin:people_write')

const detailsQuery = z.strictObject({
  orgId: z.string().optional(),
  includeAssignedTo: z.enum(['user']).optional(),
})
const assignmentBody = z.strictObject({
  email: z.string().optional(),
  personId: z.string().optional(),
  orgId: z.string().optional(),
  licenses: z
    .array(z.strictObject({ id: z.string(), operation: z.enum(['add', 'remove']).default('add') }))
    .default([]),
})

type Assignment = z.output<typeof assignmentBody>

/** `/v1/licenses`. @source developer.webex.com, licenses; webex.md 6 */
export function licenceRoutes(core: Core, placement: Placement): readonly Route[] {
  const { world } = core

  return [
    route({
      method: 'GET',
      path: '/v1/licenses',
      summary: 'List the licences of the organization and how many seats are taken',
      access: CAN_READ,
      query: z.strictObject({ orgId: z.string().optional() }),
      answers: { 200: listOf(licenceShape) },
      handle: ({ who }) =>
        ok({ items: licencesOf(core, who().orgId).map((licence) => renderLicence(core, licence)) }),
    }),
    route({
      method: 'GET',
      path: '/v1/licenses/:licenseId',
      summary: 'Show a licence, and who has a seat',
      access: CAN_READ,
      query: detailsQuery,
      answers: { 200: licenceDetailsShape },
      handle: details,
    }),
    route({
      method: 'PATCH',
      path: '/v1/licenses/users',
      summary: 'Give licences to a person, or take them away',
      access: CAN_ASSIGN,
      body: assignmentBody,
      answers: { 200: personLicencesShape, 206: personLicencesShape },
      handle: assign,
    }),
  ]

  function details({ who, param, query }: Call<undefined, z.output<typeof detailsQuery>>): Answer {
    const licence = find(who(), param('licenseId'))
    const rendered = renderLicence(core, licence)
    if (query.includeAssignedTo === undefined) return ok(rendered)
    return ok({ ...rendered, users: holders(licence).map(renderHolder) })
  }

  function holders({ id, orgId, service }: Licence): readonly Person[] {
    const found =
      service === 'exchangeCalendar'
        ? world.by(entitlements, 'organization', orgId)
        : world.by(licenceHoldings, 'licence', id)
    return [...found].map(({ key }) => world.get(people, key)).filter((person) => person !== undefined)
  }

  /** @source webex.md 6: 206 when only a part could be done */
  function assign({ body, who, cause }: Call<Assignment, undefined>): Answer {
    const person = personAsked(who(), body)
    const changes = body.licenses.map(({ id, operation }): LicenceChange => ({
      licence: find(who(), id),
      operation,
    }))
    const { writes, refused } = assignLicences(core, person, changes)
    if (refused.length > 0 && refused.length === changes.length) {
      throw invalid(`No seat is free: ${refused.map(({ service }) => LICENCE_NAMES[service]).join(', ')}.`)
    }
    if (writes.length > 0) world.commit({ cause, reason: 'licences assigned', writes })
    placement.users([person.id], cause)
    return { status: refused.length === 0 ? 200 : 206, json: renderPersonLicences(core, person) }
  }

  function personAsked({ orgId }: Caller, { email, personId }: Assignment): Person {
    if (email === undefined && personId === undefined) throw invalid('Either email or personId is required.')
    const person =
      email === undefined
        ? world.get(people, parseHydraId('PEOPLE', personId ?? '') ?? '')
        : personByEmail(world, email)
    if (person?.orgId !== orgId) throw notFound()
    return person
  }

  function find({ orgId }: Caller, id: string): Licence {
    const uuid = parseHydraId('LICENSE', id)
    const licence = licencesOf(core, orgId).find((one) => one.id === uuid)
    if (licence === undefined) throw notFound()
    return licence
  }
}

function renderLicence(core: Core, licence: Licence): z.input<typeof licenceShape> {
  const { id, service, totalUnits, subscriptionId, siteName } = licence
  const consumed = consumedUnits(core, licence)
  return {
    id: hydraId('LICENSE', id),
    name: LICENCE_NAMES[service],
    totalUnits,
    consumedUnits: consumed,
    consumedByUsers: consumed,
    consumedByWorkspaces: 0,
    subscriptionId,
    ...(siteName === null ? {} : { siteUrl: siteName, siteType: 'Control Hub managed site' }),
  }
}

function renderHolder({ id, displayName, email }: Person) {
  return { id: hydraId('PEOPLE', id), type: 'INTERNAL' as const, displayName, email }
}

function renderPersonLicences(core: Core, person: Person): z.input<typeof personLicencesShape> {
  const { world } = core
  const accounts = [...world.by(sites, 'organization', person.orgId)]
    .map(({ key }) => world.get(siteUsers, siteUserKey(key, person.email)))
    .filter((account) => account !== undefined)
  return {
    orgId: hydraId('ORGANIZATION', person.orgId),
    personId: hydraId('PEOPLE', person.id),
    email: person.email,
    licenses: heldLicences(core, person).map(({ id }) => hydraId('LICENSE', id)),
    siteUrls: accounts.map(({ siteName, host }) => ({
      siteUrl: siteName,
      accountType: host ? 'host' : 'attendee',
    })),
  }
}
