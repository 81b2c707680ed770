import { z } from 'zod'
import { formatMilliseconds, instant, put, remove, type Core, type World } from '../../core/index.js'
import { cloudOrigin } from '../../network/index.js'
import { revocations } from '../identity/tokens.js'
import { clusters, nodes, type Cluster } from '../records/fleet.js'
import { assignments, discoveries, rosters } from '../records/service-users.js'
import { machineAccounts } from '../records/people.js'
import { created, noContent, type Answer } from '../rest/answer.js'
import { forbidden, notFound, RestFault } from '../rest/rest-fault.js'
import { administrator, machine, open, route, type Call, type Route } from '../rest/route.js'
import { caBundle } from './ca-bundle.js'
import type { FleetContext } from './fleet-context.js'
import { preregister, register } from './registration.js'

export const FLEET_PATH = '/connector/v1'

/** @source hybrid-calendar.md HC-204: host names in lower case only */
const hostname = z.string().regex(/^[a-z0-9.-]+$/, 'must be a host name in lower case')

const announcementBody = z.strictObject({
  displayName: z.string().min(1),
  hostname,
  services: z.array(z.literal('calendar')).min(1),
  resourceGroupId: z.string().optional(),
})
const peer = z.strictObject({ serial: z.string(), hostname })
const registrationBody = z.strictObject({
  code: z.string(),
  bootstrapToken: z.string(),
  host: z.strictObject({
    serial: z.string(),
    hostname,
    platform: z.string(),
    platformVersion: z.string(),
    peers: z.array(peer).default([]),
  }),
})

/** Announcing, registering and joining. @source webex.md 15.1 */
export function registrationRoutes(context: FleetContext): readonly Route[] {
  const { core, limits } = context
  const { world, clock, ids } = core

  return [
    route({
      method: 'POST',
      path: `${FLEET_PATH}/preregistrations`,
      access: administrator,
      body: announcementBody,
      handle: announce,
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/registrations`,
      access: open,
      body: registrationBody,
      handle: claim,
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/ca-bundle`,
      access: open,
      handle: (call) => caBundle(context, call),
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/clusters/:clusterId/nodes`,
      access: machine,
      body: peer,
      handle: join,
    }),
    route({
      method: 'DELETE',
      path: `${FLEET_PATH}/clusters/:clusterId`,
      access: administrator,
      handle: deregister,
    }),
  ]

  async function announce({
    body,
    who,
    cause,
  }: Call<z.output<typeof announcementBody>, undefined>): Promise<Answer> {
    const { displayName, resourceGroupId = null } = body
    const announcement = { orgId: who().orgId, displayName, hostname: body.hostname, resourceGroupId }
    const { clusterId, bootstrapToken, expires } = await preregister(context, announcement, cause)
    return created({
      clusterId,
      bootstrapToken,
      expires: formatMilliseconds(instant(expires)),
      registrationUrl: `https://${body.hostname}/hybridservices?bootstrapToken=${bootstrapToken}`,
    })
  }

  async function claim({
    body,
    exchange: { endpoints },
    cause,
  }: Call<z.output<typeof registrationBody>, undefined>): Promise<Answer> {
    const { bootstrapToken, code, host } = body
    const registered = await register(context, { bootstrapToken, code, host }, cause)
    const { clusterId, orgId, displayName } = registered.announced
    const fleet = cloudOrigin(endpoints, 'fleet')
    return created({
      orgId,
      clusterId,
      clusterName: displayName,
      machineAccount: registered.machineAccount,
      links: {
        idbroker: cloudOrigin(endpoints, 'idbroker'),
        u2c: `${cloudOrigin(endpoints, 'u2c')}/u2c/api/v1`,
        caBundle: `${fleet}${FLEET_PATH}/ca-bundle`,
        heartbeat: `${fleet}${FLEET_PATH}/clusters/${clusterId}/nodes/{nodeId}/heartbeat`,
        // The software catalogue is not served yet.
        catalogue: null,
      },
    })
  }

  /** A node that joins again under its serial number keeps its id. */
  function join({ body, who, param, cause }: Call<z.output<typeof peer>, undefined>): Answer {
    const clusterId = param('clusterId')
    if (who().clusterId !== clusterId) throw forbidden()
    const known = world.one(nodes, 'serial', `${clusterId}/${body.serial}`)
    if (known !== undefined) return created({ nodeId: known.id })
    if (world.countBy(nodes, 'cluster', clusterId) >= limits.maxNodes) {
      throw new RestFault(409, { message: `A cluster has at most ${limits.maxNodes} nodes.` })
    }
    const node = {
      id: ids.uuid(),
      clusterId,
      ...body,
      state: 'joined' as const,
      joined: clock.now(),
      lastHeartbeat: null,
      maintenance: 'off' as const,
      host: null,
      hostAlarms: [],
      connectors: [],
    }
    world.commit({ cause, reason: 'node joined', writes: [put(nodes, node)] })
    return created({ nodeId: node.id })
  }

  function deregister({ who, param, cause }: Call<undefined, undefined>): Answer {
    const cluster = world.get(clusters, param('clusterId'))
    if (cluster === undefined || cluster.orgId !== who().orgId) throw notFound()
    const served = servedBy(world, cluster)
    world.commit({ cause, reason: 'cluster deregistered', writes: deregistration(core, cluster) })
    context.placement.users(served, cause)
    return noContent
  }
}

function servedBy(world: World, { id }: Cluster): readonly string[] {
  return [...world.by(nodes, 'cluster', id)].flatMap(({ key }) =>
    [...world.by(assignments, 'node', key)].map(({ record }) => record.userId),
  )
}

/** Everything that goes with a cluster: its nodes, what it found out, and the account they signed in with. */
function deregistration({ world, ...core }: Core, { id }: Cluster) {
  const members = [...world.by(nodes, 'cluster', id)]
  const accounts = [...world.by(machineAccounts, 'cluster', id)]
  return [
    ...[...world.by(discoveries, 'cluster', id)].map(({ key }) => remove(discoveries, key)),
    ...members.map(({ key }) => remove(nodes, key)),
    ...members.flatMap(({ key }) => (world.get(rosters, key) === undefined ? [] : [remove(rosters, key)])),
    ...accounts.flatMap(({ key }) => revocations({ world, ...core }, key)),
    ...accounts.map(({ key }) => remove(machineAccounts, key)),
    remove(clusters, id),
  ]
}
