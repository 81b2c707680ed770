import { z } from 'zod'
import { formatMilliseconds, parseInstant, type Stored } from '../../core/index.js'
import {
  assignmentKey,
  assignments,
  entitlements,
  organizationState,
  userEvents,
  userStatuses,
  type UserEvent,
  type UserState,
  type UserStatus,
} from '../records/service-users.js'
import { ok, type Answer } from '../rest/answer.js'
import { forbidden, notFound } from '../rest/rest-fault.js'
import { administrator, bearer, machine, route, type Call, type Route } from '../rest/route.js'
import { disentitle, entitle } from './users/entitle.js'
import { statusWrites } from './users/status-writes.js'
import type { FleetContext } from './fleet-context.js'
import { ownUser, servedUser } from './own-cluster.js'
import { FLEET_PATH } from './registration-routes.js'

const time = z.iso.datetime({ offset: true }).transform(parseInstant)

const statusBody = z.strictObject({
  serviceId: z.literal('squared-fusion-cal'),
  state: z.enum(['activated', 'pendingActivation', 'error', 'deactivated']),
  nodeId: z.uuid(),
  messages: z.array(
    z.strictObject({ severity: z.enum(['info', 'warning', 'error']), key: z.string(), text: z.string() }),
  ),
  lastSync: time.optional(),
})
const entitlementBody = z.strictObject({ enabled: z.boolean() })
const journalQuery = z.strictObject({ limit: z.coerce.number().int().positive().max(1000).default(100) })

/** Who has the service, and how it is with each. @source webex.md 15.4 */
export function userRoutes({ core, placement }: FleetContext): readonly Route[] {
  const { world } = core
  const user = `${FLEET_PATH}/users/:userId`

  return [
    route({ method: 'PUT', path: `${user}/status`, access: machine, body: statusBody, handle: report }),
    route({
      method: 'GET',
      path: `${user}/status`,
      access: bearer(),
      handle({ who, param }) {
        const status = world.get(userStatuses, ownUser(world, who(), param('userId')).id)
        if (status === undefined) throw notFound()
        return ok(renderStatus(status))
      },
    }),
    route({
      method: 'GET',
      path: `${user}/journal`,
      access: administrator,
      query: journalQuery,
      handle({ query, who, param }) {
        const { id } = ownUser(world, who(), param('userId'))
        return ok([...world.by(userEvents, 'user', id)].slice(-query.limit).map(renderEvent))
      },
    }),
    route({
      method: 'PUT',
      path: `${user}/entitlement`,
      access: administrator,
      body: entitlementBody,
      handle: setEntitlement,
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/orgs/:orgId/status-summary`,
      access: administrator,
      handle: summary,
    }),
  ]

  function report({ body, who, param, cause }: Call<z.output<typeof statusBody>, undefined>): Answer {
    const { state, nodeId, messages, lastSync = null } = body
    const person =
      state === 'deactivated'
        ? ownUser(world, who(), param('userId'))
        : servedUser(world, who(), param('userId'))
    // A node that has given a user up has no say in how it is with the user on another.
    const isServing = world.get(assignments, assignmentKey(nodeId, person.id)) !== undefined
    if (isServing || state !== 'deactivated') {
      const writes = statusWrites(core, person.id, () => ({ state, nodeId, messages, lastSync }))
      world.commit({ cause, reason: 'user status', writes })
    }
    const status = world.get(userStatuses, person.id)
    if (status === undefined) throw notFound()
    return ok(renderStatus(status))
  }

  function setEntitlement({
    body,
    who,
    param,
    cause,
  }: Call<z.output<typeof entitlementBody>, undefined>): Answer {
    const person = ownUser(world, who(), param('userId'))
    const has = world.get(entitlements, person.id) !== undefined
    if (has !== body.enabled) {
      const writes = body.enabled ? entitle(core, person) : disentitle(core, person.id)
      world.commit({ cause, reason: body.enabled ? 'user entitled' : 'user disentitled', writes })
      placement.users([person.id], cause)
    }
    return ok({ enabled: body.enabled })
  }

  function summary({ who, param }: Call<undefined, undefined>): Answer {
    if (param('orgId') !== who().orgId) throw forbidden()
    const count = (state: UserState) =>
      world.countBy(userStatuses, 'organizationState', organizationState(who().orgId, state))
    return ok({
      total: world.countBy(entitlements, 'organization', who().orgId),
      activated: count('activated'),
      notActivated: count('pendingActivation'),
      error: count('error'),
    })
  }
}

function renderStatus({ userId, state, nodeId, messages, lastSync }: UserStatus): object {
  return {
    userId,
    serviceId: 'squared-fusion-cal',
    state,
    nodeId,
    messages,
    ...(lastSync === null ? {} : { lastSync: formatMilliseconds(lastSync) }),
  }
}

function renderEvent({ record }: Stored<UserEvent>): object {
  const { at, event, state, clusterId, nodeId, message } = record
  return { at: formatMilliseconds(at), state, cluster: clusterId, node: nodeId, event, message }
}
