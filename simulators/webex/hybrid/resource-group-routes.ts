import { z } from 'zod'
import type { World } from '../../core/index.js'
import { hydraId, parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { resourceGroups, type ResourceGroup } from '../records/hybrid-users.js'
import { ok } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { resourceGroupShape } from './shapes.js'

const CAN_READ = administratorWith('spark-admin:resource_groups_read')

const listQuery = z.strictObject({ orgId: z.string().optional() })

/** `/v1/resourceGroups`, read only. @source webex.md 6 */
export function resourceGroupRoutes(world: World): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/resourceGroups',
      summary: 'List the resource groups of the organization',
      access: CAN_READ,
      query: listQuery,
      answers: { 200: listOf(resourceGroupShape) },
      handle: ({ who, query }) => ok({ items: groupsOf(who(), query.orgId).map(render) }),
    }),
    route({
      method: 'GET',
      path: '/v1/resourceGroups/:resourceGroupId',
      summary: 'Show a resource group',
      access: CAN_READ,
      answers: { 200: resourceGroupShape },
      handle({ who, param }) {
        const id = parseHydraId('RESOURCE_GROUP', param('resourceGroupId'))
        const group = groupsOf(who(), undefined).find((one) => one.id === id)
        if (group === undefined) throw notFound()
        return ok(render(group))
      },
    }),
  ]

  function groupsOf({ orgId }: Caller, asked: string | undefined): readonly ResourceGroup[] {
    if (asked !== undefined && parseHydraId('ORGANIZATION', asked) !== orgId) throw notFound()
    return [...world.by(resourceGroups, 'organization', orgId)].map(({ record }) => record)
  }
}

function render({ id, name, orgId }: ResourceGroup): z.input<typeof resourceGroupShape> {
  return { id: hydraId('RESOURCE_GROUP', id), name, orgId: hydraId('ORGANIZATION', orgId) }
}
