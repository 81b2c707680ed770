import { z } from 'zod'
import { hydraId, parseHydraId } from '../hydra-id.js'
import type { Role } from '../records/people.js'
import { ok } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { ROLE_IDS, ROLES } from './roles.js'

const CAN_READ = administratorWith('spark-admin:roles_read')

const roleShape = z.strictObject({ id: z.string(), name: z.string() }).meta({ id: 'Role' })

/** `/v1/roles`. @source developer.webex.com, roles; webex.md 6 */
export function roleRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/roles',
      summary: 'List the roles that people can have',
      access: CAN_READ,
      answers: { 200: listOf(roleShape) },
      handle: () => ok({ items: ROLES.map(render) }),
    }),
    route({
      method: 'GET',
      path: '/v1/roles/:roleId',
      summary: 'Show a role',
      access: CAN_READ,
      answers: { 200: roleShape },
      handle({ param }) {
        const role = readRole(param('roleId'))
        if (role === undefined) throw notFound()
        return ok(render(role))
      },
    }),
  ]
}

/** The role of a public id. */
export function readRole(id: string): Role | undefined {
  const word = parseHydraId('ROLE', id)
  return ROLES.find((role) => ROLE_IDS[role] === word)
}

function render(role: Role): z.input<typeof roleShape> {
  return { id: hydraId('ROLE', ROLE_IDS[role]), name: role }
}
