import { z } from 'zod'
import { put } from '../../core/index.js'
import { cloudOrigin } from '../../network/index.js'
import { nodes } from '../records/fleet.js'
import { created, type Answer } from '../rest/answer.js'
import { forbidden, RestFault } from '../rest/rest-fault.js'
import { administrator, machine, open, route, type Call, type Route } from '../rest/route.js'
import { administratorOf } from './administration/administrator-of.js'
import type { FleetAdministration } from './administration.js'
import { caBundle } from './ca-bundle.js'
import type { FleetContext } from './fleet-context.js'
import { FLEET_PATH } from './fleet-path.js'
import { register } from './registration.js'

/** @source hybrid-calendar.md HC-204: host names in lower case only */
const hostname = z.string().regex(/^[a-z0-9.-]+$/, 'must be a host name in lower case')

const announcementBody = z.strictObject({
  displayName: z.string().min(1),
  hostname,
  services: z.array(z.literal('calendar')).min(1),
  resourceGroupId: z.uuid().optional(),
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

const announced = z.strictObject({
  clusterId: z.uuid(),
  bootstrapToken: z.string(),
  expires: z.iso.datetime(),
  registrationUrl: z.url(),
})
const registered = z.strictObject({
  orgId: z.uuid(),
  clusterId: z.uuid(),
  clusterName: z.string(),
  machineAccount: z.strictObject({ id: z.uuid(), uid: z.string(), password: z.string() }),
  links: z.strictObject({
    idbroker: z.url(),
    u2c: z.url(),
    caBundle: z.url(),
    heartbeat: z.string().describe('The address of the heartbeat, with {nodeId} in place of the id.'),
    catalogue: z.url(),
  }),
})

/** Announcing, registering and joining. @source webex.md 15.1 */
export function registrationRoutes(
  context: FleetContext,
  { registrations }: FleetAdministration,
): readonly Route[] {
  const { core, limits } = context
  const { world, clock, ids } = core

  return [
    route({
      method: 'POST',
      path: `${FLEET_PATH}/preregistrations`,
      summary: 'Announces a resource; its token lets the host register',
      access: administrator,
      body: announcementBody,
      answers: { 201: announced },
      handle: announce,
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/registrations`,
      summary: 'Registers the host of an announced resource that was allowed',
      access: open,
      body: registrationBody,
      answers: { 201: registered },
      handle: claim,
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/ca-bundle`,
      summary: 'Tells which certificates to trust',
      access: open,
      answers: { 200: { mediaType: 'application/x-pem-file' }, 304: null },
      handle: (call) => caBundle(context, call),
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/clusters/:clusterId/nodes`,
      summary: 'Joins a host to its cluster; one that joins again keeps its id',
      access: machine,
      body: peer,
      answers: { 201: z.strictObject({ nodeId: z.uuid() }) },
      handle: join,
    }),
  ]

  async function announce(call: Call<z.output<typeof announcementBody>, undefined>): Promise<Answer> {
    const { displayName, hostname, resourceGroupId = null } = call.body
    const resource = { displayName, hostname, resourceGroupId }
    return created(await registrations.announce(administratorOf(call), resource))
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
        catalogue: `${fleet}${FLEET_PATH}/channels`,
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
}
