import { z } from 'zod'
import { administratorOf } from '../../fleet/administration/administrator-of.js'
import { ownOrganization } from '../../fleet/administration/organization-routes.js'
import { entitlementsChange, type EntitlementsView } from '../../fleet/administration/views.js'
import { FLEET_PATH } from '../../fleet/fleet-path.js'
import { ok, type Answer } from '../../rest/answer.js'
import { page } from '../../rest/page.js'
import { pageQuery } from '../../rest/page-query.js'
import { administrator, route, type Call, type Route } from '../../rest/route.js'
import { listOf } from '../../rest/shapes.js'
import { entitleAll, entitleAllReport } from '../bulk/entitle-all.js'
import { exportUsers } from '../bulk/export-users.js'
import { findUsers, USER_STATES, userView } from '../bulk/find-users.js'
import { importReport, importUsers } from '../bulk/import-users.js'
import type { ControlHub } from '../control-hub.js'
import { reader } from '../../fleet/administration/reader.js'

const listQuery = z.strictObject({
  ...pageQuery(1000, 100),
  search: z.string().optional().describe('Part of a name or of a mail address.'),
  state: z.enum(USER_STATES).optional().describe('`off`: without the calendar service.'),
})
const importQuery = z.strictObject({
  mode: z
    .enum(['add', 'addAndRemove'])
    .default('add')
    .describe('Whether FALSE takes a service away, or says nothing.'),
})

/** The people of an organization in bulk. @source webex.md 15.4, hybrid-calendar.md HC-250 to HC-252 */
export function userRoutes({ core, administration }: ControlHub): readonly Route[] {
  const { users } = administration
  const organization = `${FLEET_PATH}/orgs/:orgId`

  return [
    route({
      method: 'GET',
      path: `${organization}/users`,
      summary: 'Lists people and workspaces with their services, by name',
      access: reader,
      query: listQuery,
      answers: { 200: listOf(userView) },
      handle: list,
    }),
    route({
      method: 'POST',
      path: `${organization}/entitle-all`,
      summary: 'Changes the services or the resource groups of all people alike',
      access: administrator,
      body: entitlementsChange,
      answers: { 200: entitleAllReport },
      handle: (call) => ok(entitleAll(users, ownOrganization(call), call.body)),
    }),
    route({
      method: 'GET',
      path: `${organization}/users.csv`,
      summary: 'Exports everybody in the form of a bulk file',
      access: reader,
      answers: { 200: { mediaType: 'text/csv' } },
      handle: (call) => csvAnswer(exportUsers(core.world, administration, ownOrganization(call))),
    }),
    route({
      method: 'POST',
      path: `${organization}/users.csv`,
      summary: 'Carries out a bulk file; rows with a defect change nothing',
      access: administrator,
      query: importQuery,
      body: z.string(),
      bodyType: 'text/csv',
      answers: { 200: importReport },
      handle: (call) =>
        ok(
          importUsers(administration, ownOrganization(call), {
            text: call.body,
            removes: call.query.mode === 'addAndRemove',
          }),
        ),
    }),
  ]

  function list(call: Call<undefined, z.output<typeof listQuery>>): Answer {
    const { exchange, origin, query } = call
    ownOrganization(call)
    const by = administratorOf(call)
    const render = (user: EntitlementsView) => ({
      entitlements: user,
      status: users.status(by, user.userId) ?? null,
    })
    return page(findUsers(users, by, query), {
      exchange,
      origin,
      query,
      keyOf: ({ userId }) => userId,
      render,
    })
  }
}

export function csvAnswer(content: string): Answer {
  return {
    status: 200,
    headers: { 'content-disposition': 'attachment; filename="users.csv"', 'cache-control': 'no-store' },
    text: { type: 'text/csv;charset=UTF-8', content },
  }
}
