import { z } from 'zod'
import type { Core } from '../../core/index.js'
import type { UserDesk } from '../fleet/users/user-desk.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Call, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import {
  groupMemberships,
  membershipId,
  renderGroupMembership,
  renderGroupMembershipV2,
  type GroupMembership,
} from './memberships.js'
import { resourceGroupMembershipShape, resourceGroupMembershipV2Shape } from './shapes.js'

const CAN_READ = administratorWith('spark-admin:resource_group_memberships_read')
const CAN_WRITE = administratorWith('spark-admin:resource_group_memberships_write')

const status = z.enum(['pending', 'activated', 'error']).optional()
const licenseId = z.string().optional()
const listQuery = z.strictObject({
  ...pageQuery(1000),
  licenseId,
  personId: z.string().optional(),
  personOrgId: z.string().optional(),
  status,
})
const listV2Query = z.strictObject({
  ...pageQuery(1000),
  licenseId,
  id: z.string().optional(),
  orgId: z.string().optional(),
  status,
  type: z.enum(['User', 'Workspace']).optional(),
})
/** The whole membership is sent back; what moves the person is the group. */
const moveBody = z.object({ resourceGroupId: z.string() })

interface Wanted {
  readonly licenseId?: string | undefined
  readonly memberId?: string | undefined
  readonly orgId?: string | undefined
  readonly status?: GroupMembership['status'] | undefined
}

/** `/v1/resourceGroup/memberships`. @source developer.webex.com, resource group memberships; webex.md 6 */
export function resourceGroupMembershipRoutes(core: Core, users: UserDesk): readonly Route[] {
  const all = '/v1/resourceGroup/memberships'
  const one = `${all}/:membershipId`

  return [
    route({
      method: 'GET',
      path: all,
      summary: 'List who is in which resource group, and how it is with each',
      access: CAN_READ,
      query: listQuery,
      answers: { 200: listOf(resourceGroupMembershipShape) },
      handle: list,
    }),
    route({
      method: 'GET',
      path: `${all}/v2`,
      summary: 'List which people and workspaces are in which resource group',
      access: CAN_READ,
      query: listV2Query,
      answers: { 200: listOf(resourceGroupMembershipV2Shape) },
      handle: listV2,
    }),
    route({
      method: 'GET',
      path: one,
      summary: 'Show a membership',
      access: CAN_READ,
      answers: { 200: resourceGroupMembershipShape },
      handle: ({ who, param }) => ok(renderGroupMembership(find(who(), param('membershipId')))),
    }),
    route({
      method: 'PUT',
      path: one,
      summary: 'Move somebody to another resource group',
      access: CAN_WRITE,
      body: moveBody,
      answers: { 200: resourceGroupMembershipShape },
      handle: move,
    }),
  ]

  function list({ exchange, origin, query, who }: Call<undefined, z.output<typeof listQuery>>): Answer {
    const { licenseId, personId: memberId, personOrgId: orgId, status } = query
    const found = select(who(), { licenseId, memberId, orgId, status })
    return page(found, { exchange, origin, query, keyOf: membershipId, render: renderGroupMembership })
  }

  function listV2({ exchange, origin, query, who }: Call<undefined, z.output<typeof listV2Query>>): Answer {
    const { licenseId, id: memberId, orgId, status, type } = query
    const found = select(who(), { licenseId, memberId, orgId, status }).filter(
      ({ person }) => type === undefined || (type === 'Workspace') === (person.type === 'workspace'),
    )
    return page(found, { exchange, origin, query, keyOf: membershipId, render: renderGroupMembershipV2 })
  }

  function select({ orgId }: Caller, wanted: Wanted): readonly GroupMembership[] {
    if (wanted.orgId !== undefined && parseHydraId('ORGANIZATION', wanted.orgId) !== orgId) throw notFound()
    const licence = wanted.licenseId && parseHydraId('LICENSE', wanted.licenseId)
    const member = wanted.memberId && parseHydraId('PEOPLE', wanted.memberId)
    return groupMemberships(core, orgId).filter(
      ({ licenceId, person, status }) =>
        (wanted.licenseId === undefined || licenceId === licence) &&
        (wanted.memberId === undefined || person.id === member) &&
        (wanted.status === undefined || status === wanted.status),
    )
  }

  function move({ body, who, param, cause }: Call<z.output<typeof moveBody>, undefined>): Answer {
    const membership = find(who(), param('membershipId'))
    const group = parseHydraId('RESOURCE_GROUP', body.resourceGroupId)
    if (group === undefined) throw notFound()
    const { orgId, name } = who()
    users.entitle({ orgId, name, cause }, membership.person.id, { calendarResourceGroupId: group })
    return ok(renderGroupMembership(find(who(), param('membershipId'))))
  }

  function find({ orgId }: Caller, id: string): GroupMembership {
    const found = groupMemberships(core, orgId).find((membership) => membershipId(membership) === id)
    if (found === undefined) throw notFound()
    return found
  }
}
