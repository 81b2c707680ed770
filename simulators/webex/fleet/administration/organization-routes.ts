import { z } from 'zod'
import { created, noContent, ok } from '../../rest/answer.js'
import { forbidden } from '../../rest/rest-fault.js'
import { administrator, route, type Call, type Route } from '../../rest/route.js'
import type { FleetAdministration } from '../administration.js'
import { FLEET_PATH } from '../fleet-path.js'
import { settingsChange, settingsView } from '../settings/settings-shapes.js'
import { administratorOf } from './administrator-of.js'
import { groupView, mailView, pendingView } from './views.js'
import { reader } from './reader.js'

const nameBody = z.strictObject({ name: z.string().trim().min(1) })
const listOf = (item: z.ZodType) => z.strictObject({ items: z.array(item) })

/** Resource groups, settings and mails of an organization. @inferred our design, beside webex.md 15.4 */
export function organizationRoutes(administration: FleetAdministration): readonly Route[] {
  const { groups, settings, mails, registrations } = administration
  const group = `${FLEET_PATH}/resource-groups/:groupId`
  const organization = `${FLEET_PATH}/orgs/:orgId`

  return [
    route({
      method: 'GET',
      path: `${FLEET_PATH}/preregistrations`,
      summary: 'Lists what was announced and not claimed yet',
      access: reader,
      answers: { 200: listOf(pendingView) },
      handle: (call) => ok({ items: registrations.pending(administratorOf(call)) }),
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/resource-groups`,
      summary: 'Lists the resource groups',
      access: reader,
      answers: { 200: listOf(groupView) },
      handle: (call) => ok({ items: groups.list(administratorOf(call)) }),
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/resource-groups`,
      summary: 'Creates a resource group',
      access: administrator,
      body: nameBody,
      answers: { 201: groupView },
      handle: (call) => created(groups.create(administratorOf(call), call.body.name)),
    }),
    route({
      method: 'PATCH',
      path: group,
      summary: 'Renames a resource group',
      access: administrator,
      body: nameBody,
      answers: { 200: groupView },
      handle: (call) => ok(groups.rename(administratorOf(call), call.param('groupId'), call.body.name)),
    }),
    route({
      method: 'DELETE',
      path: group,
      summary: 'Removes a resource group that is empty',
      access: administrator,
      answers: { 204: null },
      handle(call) {
        groups.remove(administratorOf(call), call.param('groupId'))
        return noContent
      },
    }),
    route({
      method: 'GET',
      path: `${organization}/settings`,
      summary: 'Reads what the organization has set for its calendar service',
      access: reader,
      answers: { 200: settingsView },
      handle: (call) => ok(settings.get(ownOrganization(call))),
    }),
    route({
      method: 'PATCH',
      path: `${organization}/settings`,
      summary: 'Changes what the organization has set for its calendar service',
      access: administrator,
      body: settingsChange,
      answers: { 200: settingsView },
      handle: (call) => ok(settings.change(ownOrganization(call), call.body)),
    }),
    route({
      method: 'GET',
      path: `${organization}/mails`,
      summary: 'Lists the mails that were sent, oldest first',
      access: reader,
      answers: { 200: listOf(mailView) },
      handle: (call) => ok({ items: mails.list(ownOrganization(call)) }),
    }),
  ]
}

/** The administrator of the organization in the path. */
export function ownOrganization(call: Pick<Call<unknown, unknown>, 'who' | 'cause' | 'param'>) {
  const by = administratorOf(call)
  if (call.param('orgId') !== by.orgId) throw forbidden()
  return by
}
