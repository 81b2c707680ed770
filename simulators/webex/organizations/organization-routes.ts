import { z } from 'zod'
import { formatMilliseconds, type Core } from '../../core/index.js'
import { hydraId, parseHydraId } from '../hydra-id.js'
import { organizations, type Organization } from '../records/people.js'
import { ok } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Route } from '../rest/route.js'
import { listOf, timeText } from '../rest/shapes.js'

const CAN_READ = administratorWith('spark-admin:organizations_read')

const organizationShape = z
  .strictObject({ id: z.string(), displayName: z.string(), created: timeText })
  .meta({ id: 'Organization' })

/** `/v1/organizations`: a caller sees its own. @source webex.md 6 */
export function organizationRoutes({ world }: Core): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/organizations',
      summary: "List the caller's organization",
      access: CAN_READ,
      answers: { 200: listOf(organizationShape) },
      handle: ({ who }) => ok({ items: [render(find(who().orgId))] }),
    }),
    route({
      method: 'GET',
      path: '/v1/organizations/:orgId',
      summary: "Show the caller's organization",
      access: CAN_READ,
      answers: { 200: organizationShape },
      handle({ who, param }) {
        const id = param('orgId') === 'me' ? who().orgId : parseHydraId('ORGANIZATION', param('orgId'))
        if (id !== who().orgId) throw notFound()
        return ok(render(find(id)))
      },
    }),
  ]

  function find(id: string): Organization {
    const organization = world.get(organizations, id)
    if (organization === undefined) throw notFound()
    return organization
  }
}

function render({ id, displayName, created }: Organization): z.input<typeof organizationShape> {
  return { id: hydraId('ORGANIZATION', id), displayName, created: formatMilliseconds(created) }
}
