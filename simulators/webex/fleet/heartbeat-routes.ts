import { put } from '../../core/index.js'
import { fleetConfigs, nodes, type Node } from '../records/fleet.js'
import { ok, type Answer } from '../rest/answer.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import { assignmentVersion } from './assignment-routes.js'
import type { FleetContext } from './fleet-context.js'
import { heartbeatAnswer, heartbeatBody, type Heartbeat } from './heartbeat-body.js'
import { ownNode } from './own-cluster.js'
import { FLEET_PATH } from './fleet-path.js'
import { readHeartbeat } from './read-heartbeat.js'
import { desiredConnectors } from './software/desired-connectors.js'

/** The sign of life of a node, and what the cloud tells it. @source webex.md 15.2 */
export function heartbeatRoutes(context: FleetContext): readonly Route[] {
  const { core, limits, upgrades, signer } = context
  const { world } = core

  return [
    route({
      method: 'POST',
      path: `${FLEET_PATH}/clusters/:clusterId/nodes/:nodeId/heartbeat`,
      summary: 'Says that a node lives and how it is; the answer says what it is to do',
      access: machine,
      body: heartbeatBody,
      answers: { 200: heartbeatAnswer },
      handle: beat,
    }),
  ]

  function beat({ body, who, param, cause, origin }: Call<Heartbeat, undefined>): Answer {
    const before = ownNode(world, who(), param('nodeId'))
    const after = readHeartbeat(core, before, body)
    world.commit({ cause, reason: 'heartbeat', writes: [put(nodes, after)] })
    context.watch()
    if (servingFacts(before) !== servingFacts(after)) context.placement.clusters([before.clusterId], cause)
    upgrades.observe(after, cause)
    const upgrade = upgrades.offer(after, cause)
    return ok({
      nextHeartbeatSeconds: limits.heartbeatSeconds,
      configVersion: world.get(fleetConfigs, before.clusterId)?.configVersion ?? 1,
      desired: {
        maintenanceMode: after.maintenance,
        connectors: desiredConnectors(world, after, { upgrade, signer, origin }),
      },
      commands: [],
      assignmentVersion: assignmentVersion(world, before.id),
    })
  }
}

/** What of a node matters for who serves whom. */
function servingFacts({ state, host, connectors }: Node): string {
  const capacities = connectors.map(({ type, state, capacity }) => [type, state, capacity])
  return JSON.stringify([state, host?.maintenanceMode ?? 'off', capacities])
}
